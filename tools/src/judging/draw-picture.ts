import { RULE_WORDS, SEVERITY_WORDS } from '@lenglian/wording';
import type { RuleCode, Severity } from '@lenglian/breaches';
import { MINUTE } from '@lenglian/quantities';
import { lanesOf, type Lane } from './lanes.ts';
import type { Curve, RulePicture } from './rule-pictures.ts';
import {
  measured,
  tellTrace,
  type Moment,
  type ToldEpisode,
  type ToldTrace,
} from './told-trace.ts';

const WIDTH = 760;
const LEFT = 164;
const RIGHT = WIDTH - 24;
const TOP = 52;
const CHART = 140;
const LANE = 20;
const EPISODE = 46;

/** Calm on a ground of its own, so that it is the same in the light and in the dark. */
const COLOURS = {
  ground: '#fbfaf6',
  edge: '#d9d5c9',
  text: '#2f2f2b',
  faint: '#6b6860',
  grid: '#e9e5da',
  limit: '#a33a2c',
  lane: '#9fb3bf',
} as const;
const CURVES = ['#1f5f8b', '#7a5195', '#b3672a'] as const;
const SEVERITIES: Record<Severity, string> = {
  INFO: '#8a9aa6',
  WARN: '#d6a21a',
  MAJOR: '#d0701f',
  CRITICAL: '#b3261e',
};

type X = (minute: number) => number;
type Y = (value: number) => number;

/** One SVG of a worked trace and of what `judge` says of it. The same input gives the same bytes. */
export function drawPicture(picture: RulePicture, rules: readonly RuleCode[]): string {
  const trace = tellTrace(picture.trace);
  const shown = [...rules, ...(picture.besides ?? [])];
  const episodes = trace.episodes.filter(({ episode }) => shown.includes(episode.rule));
  const lanes = lanesOf(trace);
  const [first, last] = [trace.moments[0]?.minute ?? 0, trace.moments.at(-1)?.minute ?? 1];
  const x: X = (minute) => LEFT + ((minute - first) / (last - first)) * (RIGHT - LEFT);
  const lanesTop = TOP + CHART + 30;
  const episodesTop = lanesTop + lanes.length * LANE + 6;
  const height = episodesTop + episodes.length * EPISODE + 6;
  const parts = [
    frame(trace, picture.trace, height),
    ...timeAxis(x, first, last),
    ...chart(picture, trace, x),
    ...lanes.flatMap((lane, i) => drawLane(lane, lanesTop + i * LANE, x)),
    ...episodes.flatMap((told, i) => drawEpisode(told, episodesTop + i * EPISODE, { x, last })),
  ];
  return `${parts.join('\n')}\n</svg>\n`;
}

function frame(trace: ToldTrace, number: string, height: number): string {
  const name = escaped(trace.name);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" font-family="system-ui, 'Noto Sans SC', 'PingFang SC', sans-serif" font-size="12" fill="${COLOURS.text}">`,
    `<title>${name}</title>`,
    `<rect width="${WIDTH}" height="${height}" rx="6" fill="${COLOURS.ground}" stroke="${COLOURS.edge}"/>`,
    `<text x="16" y="24" font-size="14" font-weight="600">${name}</text>`,
    `<text x="${RIGHT}" y="42" text-anchor="end" fill="${COLOURS.faint}">worked trace ${number}, minutes</text>`,
  ].join('\n');
}

function timeAxis(x: X, first: number, last: number): string[] {
  const step = [5, 10, 20, 30, 60, 120, 240].find((each) => (last - first) / each <= 12) ?? 480;
  const ticks: string[] = [];
  for (let minute = Math.ceil(first / step) * step; minute <= last; minute += step) {
    const at = number(x(minute));
    ticks.push(
      `<path d="M${at} ${TOP}V${TOP + CHART}" stroke="${COLOURS.grid}"/>`,
      `<text x="${at}" y="${TOP + CHART + 15}" text-anchor="middle" fill="${COLOURS.faint}">${minute}</text>`,
    );
  }
  return ticks;
}

function chart(picture: RulePicture, trace: ToldTrace, x: X): string[] {
  const { moments, profile } = trace;
  const limits = [...new Set(picture.limits(profile).filter((limit) => limit !== null))];
  const curves = picture.curves.map((curve) => moments.map((moment) => valueOf(curve, moment)));
  const all = [...curves.flat().filter((value) => !Number.isNaN(value)), ...limits];
  const pad = Math.max(0.3, (Math.max(...all) - Math.min(...all)) * 0.12);
  const [low, high] = [Math.min(...all) - pad, Math.max(...all) + pad];
  const y: Y = (value) => TOP + CHART - ((value - low) / (high - low)) * CHART;
  const lines = limits.flatMap((limit) => [
    `<path d="M${LEFT} ${number(y(limit))}H${RIGHT}" stroke="${COLOURS.limit}" stroke-dasharray="5 4"/>`,
    `<text x="${LEFT - 8}" y="${number(y(limit) + 4)}" text-anchor="end" fill="${COLOURS.limit}">limit ${signed(limit)} ${picture.unit}</text>`,
  ]);
  const drawn = curves.map(
    (values, i) =>
      `<path d="${pathOf(moments, values, { x, y, gapMax: profile.rules.gapMax / MINUTE })}" fill="none" stroke="${CURVES[i]}" stroke-width="1.8" stroke-linejoin="round"/>`,
  );
  const legend = picture.curves.map(
    ({ name }, i) =>
      `<text x="${LEFT + i * 130}" y="${TOP - 10}" fill="${CURVES[i]}">▬ ${escaped(name)}</text>`,
  );
  const values = curves.flat().filter((value) => !Number.isNaN(value));
  return [...lines, ...drawn, ...legend, ...extremes(values, limits, y, picture.unit)];
}

/** The highest and the lowest value, where no limit is written. */
function extremes(
  values: readonly number[],
  limits: readonly number[],
  y: Y,
  unit: string,
): string[] {
  const written = limits.map(y);
  return [Math.max(...values), Math.min(...values)].flatMap((value) => {
    if (written.some((at) => Math.abs(at - y(value)) < 14)) return [];
    written.push(y(value));
    return [
      `<text x="${LEFT - 8}" y="${number(y(value) + 4)}" text-anchor="end" fill="${COLOURS.faint}">${signed(Math.round(value * 100) / 100)} ${unit}</text>`,
    ];
  });
}

function valueOf({ of }: Curve, moment: Moment): number {
  return 'signal' in of ? moment.signals[of.signal] : measured(moment, of.channel);
}

/** Broken where nothing was said for longer than a hole; points on a straight line are left out. */
function pathOf(
  moments: readonly Moment[],
  values: readonly number[],
  { x, y, gapMax }: { x: X; y: Y; gapMax: number },
): string {
  const points = moments
    .map(({ minute }, i) => ({ minute, value: values[i] as number }))
    .filter(({ value }) => !Number.isNaN(value));
  const kept = points.filter(({ minute, value }, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after || minute - before.minute > gapMax || after.minute - minute > gapMax)
      return true;
    const share = (minute - before.minute) / (after.minute - before.minute);
    return Math.abs(before.value + (after.value - before.value) * share - value) > 1e-6;
  });
  let previous = -1;
  return kept
    .map((point) => {
      const index = points.indexOf(point);
      const isHole =
        index === 0 || point.minute - (points[index - 1]?.minute ?? 0) > gapMax || previous < 0;
      previous = index;
      return `${isHole ? 'M' : 'L'}${number(x(point.minute))} ${number(y(point.value))}`;
    })
    .join('');
}

function drawLane({ name, stretches }: Lane, top: number, x: X): string[] {
  return [
    `<text x="${LEFT - 8}" y="${top + 11}" text-anchor="end" fill="${COLOURS.faint}">${escaped(name)}</text>`,
    ...stretches.map(({ from, until }) => {
      const width = Math.max(3, x(until) - x(from));
      return `<rect x="${number(x(from))}" y="${top + 1}" width="${number(width)}" height="12" rx="2" fill="${COLOURS.lane}"/>`;
    }),
  ];
}

/** Pale until it was proven, then in the colour of its severity, then hollow until its end was proven. */
function drawEpisode(
  told: ToldEpisode,
  top: number,
  { x, last }: { x: X; last: number },
): string[] {
  const { episode, startedAt, raisedAt, endedAt, clearedAt, steps } = told;
  const end = endedAt ?? last;
  const bars = steps
    .map(({ from, severity }, i) => ({ from, severity, until: steps[i + 1]?.from ?? end }))
    .filter(({ from, until }) => until >= from)
    .map(({ from, until, severity }) =>
      bar({ from, until, top, x }, `fill="${SEVERITIES[severity]}"`),
    );
  const colour = SEVERITIES[steps[0]?.severity ?? episode.severity];
  const words = RULE_WORDS[episode.rule];
  return [
    `<text x="${LEFT - 8}" y="${top + 12}" text-anchor="end" font-weight="600">${episode.rule}</text>`,
    `<text x="${LEFT - 8}" y="${top + 28}" text-anchor="end" fill="${COLOURS.faint}">${escaped(words.zh)}</text>`,
    bar({ from: startedAt, until: raisedAt, top, x }, `fill="${colour}" fill-opacity="0.3"`),
    ...bars,
    ...(clearedAt === null
      ? []
      : [
          bar(
            { from: end, until: clearedAt, top, x },
            `fill="none" stroke="${COLOURS.faint}" stroke-dasharray="2 2"`,
          ),
        ]),
    `<text x="${LEFT}" y="${top + 30}" fill="${COLOURS.faint}">${escaped(sentence(told))}</text>`,
  ];
}

function bar(
  { from, until, top, x }: { from: number; until: number; top: number; x: X },
  paint: string,
): string {
  if (until < from) return '';
  const width = Math.max(2, x(until) - x(from));
  return `<rect x="${number(x(from))}" y="${top + 2}" width="${number(width)}" height="13" ${paint}/>`;
}

function sentence({ startedAt, raisedAt, endedAt, clearedAt, steps }: ToldEpisode): string {
  const severities = steps.map(({ from, severity }) => {
    const { zh } = SEVERITY_WORDS[severity];
    return `${severity} ${zh}${from === raisedAt ? '' : ` from ${from}`}`;
  });
  const end = endedAt === null ? 'lasts' : `ended ${endedAt}, known at ${clearedAt ?? endedAt}`;
  return `started ${startedAt} · raised ${raisedAt} · ${end} · ${severities.join(' → ')}`;
}

function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function signed(value: number): string {
  return String(value).replace('-', '−');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
