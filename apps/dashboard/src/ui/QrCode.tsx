import { useMemo } from 'react';
import { encode } from 'uqr';

/** Modules of white around it that a scanner needs (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A text as a QR code. Always dark on white: many scanners do not read the other way round. */
export function QrCode(props: { text: string; label: string }) {
  const { text } = props;
  const { size, path } = useMemo(() => drawn(text), [text]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={props.label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

/** One square of one unit for each dark module. */
function drawn(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const squares = data.flatMap((row, y) =>
    row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')),
  );
  return { size, path: squares.join('') };
}
