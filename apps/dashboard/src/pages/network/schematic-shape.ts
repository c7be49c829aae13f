/** A place to be drawn; degrees WGS-84. */
export interface Station {
  readonly code: string;
  readonly name: string;
  readonly latitudeDegrees: number;
  readonly longitudeDegrees: number;
  /** Whose name is written first where there is not room for all: lower is sooner. */
  readonly order: number;
}

/** Where a name is written, and on which side of that point it lies. */
interface Label {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

export interface Dot {
  readonly code: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Null where its name would lie on another. */
  readonly label: Label | null;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room around the outermost dots for their names, in pixels. */
const MARGIN_X = 56;
const MARGIN_Y = 16;
/** The greatest height, as a share of the width and in pixels. */
const HEIGHT_SHARE_MAX = 0.45;
const HEIGHT_MAX = 420;
/** Places that lie side by side are not blown up to the whole width. */
const SPAN_DEGREES_MIN = 2;
/** Where there is nothing for longer than this it is drawn no longer: one far place would crowd all others. */
const GAP_DEGREES_MAX = 4;
/** East to west may be drawn longer than north to south, to have room for names. */
const STRETCH_MAX = 1.6;
const RADIUS = 4;
const LINE_HEIGHT = 13;

/**
 * Stations by longitude and latitude: in their order and about as far from each other as they are, but
 * with empty stretches shortened.
 *
 * @param width of the drawing in pixels
 * @returns pixels from the upper left corner; dots in the order that was given
 */
export function shapeOf(
  stations: readonly Station[],
  width: number,
): { height: number; dots: Dot[] } {
  if (stations.length === 0) return { height: 0, dots: [] };
  const east = alongAxis(stations.map(({ longitudeDegrees }) => longitudeDegrees));
  const north = alongAxis(stations.map(({ latitudeDegrees }) => latitudeDegrees));
  const scaleX = (width - 2 * MARGIN_X) / Math.max(east.span, SPAN_DEGREES_MIN);
  const scaleY = Math.min(
    scaleX,
    (Math.min(HEIGHT_MAX, width * HEIGHT_SHARE_MAX) - 2 * MARGIN_Y) /
      Math.max(north.span, SPAN_DEGREES_MIN / 2),
  );
  const across = Math.min(scaleX, scaleY * STRETCH_MAX);
  const left = (width - east.span * across) / 2;
  const points = stations.map(({ code, name, latitudeDegrees, longitudeDegrees }) => ({
    ...{ code, name },
    x: left + east.at(longitudeDegrees) * across,
    y: MARGIN_Y + (north.span - north.at(latitudeDegrees)) * scaleY,
  }));
  const labels = placeLabels(stations, points, width);
  return {
    height: Math.round(north.span * scaleY + 2 * MARGIN_Y),
    dots: points.map((point) => ({ ...point, label: labels.get(point.code) ?? null })),
  };
}

/** Degrees from the least on, where no gap is longer than it may be. */
function alongAxis(degrees: readonly number[]): { span: number; at: (degree: number) => number } {
  const positions = new Map<number, number>();
  let [before, position] = [Math.min(...degrees), 0];
  for (const degree of [...degrees].sort((a, b) => a - b)) {
    position += Math.min(degree - before, GAP_DEGREES_MAX);
    before = degree;
    positions.set(degree, position);
  }
  return { span: position, at: (degree) => positions.get(degree) ?? 0 };
}

/** Each name beside its dot where nothing else lies: right, left, above or below. */
function placeLabels(
  stations: readonly Station[],
  points: ReadonlyArray<Omit<Dot, 'label'>>,
  width: number,
): Map<string, Label> {
  const taken: Box[] = points.map(({ x, y }) => ({
    ...{ left: x - RADIUS, right: x + RADIUS, top: y - RADIUS, bottom: y + RADIUS },
  }));
  const order = new Map(stations.map((station) => [station.code, station.order]));
  const ordered = [...points].sort((a, b) => (order.get(a.code) ?? 0) - (order.get(b.code) ?? 0));
  const labels = new Map<string, Label>();
  for (const { code, name, x, y } of ordered) {
    const wide = widthOf(name);
    const sides: Label[] = [
      { x: x + RADIUS + 3, y: y + 4, anchor: 'start' },
      { x: x - RADIUS - 3, y: y + 4, anchor: 'end' },
      { x, y: y - RADIUS - 4, anchor: 'middle' },
      { x, y: y + RADIUS + LINE_HEIGHT - 1, anchor: 'middle' },
    ];
    const free = sides
      .map((label) => ({ label, box: boxOf(label, wide) }))
      .find(({ box }) => isWithin(box, width) && !taken.some((other) => meet(box, other)));
    if (free === undefined) continue;
    labels.set(code, free.label);
    taken.push(free.box);
  }
  return labels;
}

/** About what a name takes at 12 px: Han is square, Latin half of that. */
function widthOf(name: string): number {
  return [...name].reduce((sum, sign) => sum + (/\p{Script=Han}/u.test(sign) ? 12 : 6.6), 0);
}

function boxOf({ x, y, anchor }: Label, wide: number): Box {
  const left = { start: x, middle: x - wide / 2, end: x - wide }[anchor];
  return { left, right: left + wide, top: y - 10, bottom: y + 3 };
}

function isWithin({ left, right, top }: Box, width: number): boolean {
  return left >= 0 && right <= width && top >= 0;
}

function meet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
