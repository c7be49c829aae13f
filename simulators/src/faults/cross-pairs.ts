import type { Fault } from './fault.ts';

/**
 * A plan's lines with the device of each unit that has a wrong pairing on the next line, and the next one's on it: whoever
 * hung them in took one for the other. A line's device is crossed once; the last one with that before it.
 */
export function crossPairs<Line extends { readonly deviceId?: string | null | undefined }>(
  lines: readonly Line[],
  faultsOf: (line: Line) => readonly Fault[],
): readonly Line[] {
  const devices = lines.map(({ deviceId }) => deviceId);
  const crossed = new Set<number>();
  lines.forEach((line, i) => {
    if (!faultsOf(line).some(({ kind }) => kind === 'WRONG_LOT_PAIRING')) return;
    const other = i + 1 < lines.length ? i + 1 : i - 1;
    if (other < 0 || crossed.has(i) || crossed.has(other)) return;
    [devices[i], devices[other]] = [devices[other], devices[i]];
    crossed.add(i).add(other);
  });
  return lines.map((line, i) => (crossed.has(i) ? { ...line, deviceId: devices[i] } : line));
}
