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

/** Room around the outermost dots for their names, and the greatest height, in pixels. */
const MARGIN_X = 56;
const MARGIN_Y = 18;
const HEIGHT_MAX = 380;
/** Places that lie side by side are not blown up to the whole width. */
const SPAN_DEGREES_MIN = 2;
const RADIUS = 4;
const LINE_HEIGHT = 13;

/**
 * Stations by longitude and latitude, squeezed so that a kilometre is about as long both ways.
 *
 * @param width of the drawing in pixels
 * @returns pixels from the upper left corner; dots in the order that was given
 */
export function shapeOf(
  stations: readonly Station[],
  width: number,
): { height: number; dots: Dot[] } {
  if (stations.length === 0) return { height: 0, dots: [] };
  const latitudes = stations.map(({ latitudeDegrees }) => latitudeDegrees);
  const longitudes = stations.map(({ longitudeDegrees }) => longitudeDegrees);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = Math.max((east - west) * squeeze, SPAN_DEGREES_MIN);
  const down = Math.max(north - south, SPAN_DEGREES_MIN / 2);
  const scale = Math.min((width - 2 * MARGIN_X) / across, (HEIGHT_MAX - 2 * MARGIN_Y) / down);
  const left = (width - (east - west) * squeeze * scale) / 2;
  const height = Math.round((north - south) * scale + 2 * MARGIN_Y + LINE_HEIGHT);
  const points = stations.map(({ code, name, latitudeDegrees, longitudeDegrees }) => ({
    ...{ code, name },
    x: left + (longitudeDegrees - west) * squeeze * scale,
    y: MARGIN_Y + (north - latitudeDegrees) * scale,
  }));
  const labels = placeLabels(stations, points, width);
  return {
    height,
    dots: points.map((point) => ({ ...point, label: labels.get(point.code) ?? null })),
  };
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
