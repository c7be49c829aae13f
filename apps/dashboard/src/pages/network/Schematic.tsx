import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { PLACE_ROLES, type PlaceView, type ServiceView } from '@lenglian/seed-files';
import { NETWORK_TEXT } from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { shapeOf } from './schematic-shape.ts';

/**
 * The network without a map: places by their coordinates, the legs of services between them. For who
 * cannot see it, the lists beside it say the same.
 */
export function Schematic(props: {
  places: readonly PlaceView[];
  services: readonly ServiceView[];
  /** The place that the page is about. */
  here?: string;
}) {
  const { places, services, here } = props;
  const { t, language } = useWording();
  const [ref, width] = useWidth();
  const { height, dots } = useMemo(
    () =>
      shapeOf(
        places.map(({ code, nameZh, nameEn, roles, ...place }) => ({
          ...{ code, name: nameIn(language, nameZh, nameEn) },
          latitudeDegrees: place.latitudeDegrees,
          longitudeDegrees: place.longitudeDegrees,
          order: code === here ? -1 : Math.min(...roles.map((role) => PLACE_ROLES.indexOf(role))),
        })),
        width,
      ),
    [places, language, width, here],
  );
  const at = new Map(dots.map((dot) => [dot.code, dot]));
  const byCode = new Map(places.map((place) => [place.code, place]));
  return (
    <figure ref={ref} className="pane schematic">
      <svg
        role="img"
        aria-label={t(NETWORK_TEXT.schematic)}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
      >
        <g aria-hidden="true">
          {linesOf(services).map(({ mode, from, to }) => {
            const [a, b] = [at.get(from), at.get(to)];
            if (a === undefined || b === undefined) return null;
            return (
              <line
                key={`${mode} ${from} ${to}`}
                className="schematic-leg"
                data-mode={mode}
                {...{ x1: a.x, y1: a.y, x2: b.x, y2: b.y }}
              />
            );
          })}
          {dots.map(({ code, name, x, y, label }) => (
            <Link key={code} to={`/places/${byCode.get(code)?.id ?? ''}`} tabIndex={-1}>
              <title>{name}</title>
              <circle className="schematic-target" cx={x} cy={y} r={11} />
              <circle
                className="schematic-stop"
                data-role={byCode.get(code)?.roles[0]}
                data-here={code === here}
                {...{ cx: x, cy: y, r: code === here ? 5.5 : 3.5 }}
              />
              {label !== null && (
                <text x={label.x} y={label.y} textAnchor={label.anchor} data-here={code === here}>
                  {name}
                </text>
              )}
            </Link>
          ))}
        </g>
      </svg>
      <figcaption className="hint">{t(NETWORK_TEXT.schematicExplained)}</figcaption>
    </figure>
  );
}

/** Each leg once, whichever way it is gone and however many services go it. */
function linesOf(
  services: readonly ServiceView[],
): Array<{ mode: string; from: string; to: string }> {
  const lines = new Map<string, { mode: string; from: string; to: string }>();
  for (const { ways = [] } of services)
    for (const { mode, fromPlaceCode: from, toPlaceCode: to } of ways.flatMap(({ legs }) => legs))
      lines.set(`${mode} ${[from, to].sort().join(' ')}`, { mode, from, to });
  return [...lines.values()];
}

/** The width that there is inside, in pixels. */
function useWidth(): [React.RefObject<HTMLElement | null>, number] {
  const ref = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(720);
  useEffect(() => {
    // Not in every browser that we serve, nor where a page is only tested.
    if (ref.current === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.max(240, Math.floor(entry.contentRect.width)));
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
