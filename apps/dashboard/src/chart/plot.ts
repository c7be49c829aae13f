import uPlot from 'uplot';
import type { LotView } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import type { Language, Zone } from '@lenglian/wording';
import type { ChartData, LineChannel } from './chart-data.ts';
import type { Interval } from './lane-intervals.ts';
import { splitLabel, timeSplits } from './time-axis.ts';

/** What a plot draws besides its lines; read anew at every drawing. */
export interface PlotScene {
  readonly window: Interval;
  readonly lots: readonly LotView[];
  readonly alerts: ReadonlyArray<Interval & { readonly color: string }>;
}

export interface PlotSetting {
  readonly language: Language;
  readonly zone: Zone;
  readonly width: number;
  readonly height: number;
  /** The present scene. */
  readonly scene: () => PlotScene;
  /** A CSS variable of the page. */
  readonly color: (name: string) => string;
  readonly onSelect: (selected: Interval) => void;
  readonly onCursor: (index: number | null) => void;
}

/** Space left of the plot for the axis, in CSS pixels; the lanes below line up with it. */
export const AXIS_WIDTH = 58;
export const RIGHT_PADDING = 12;

const STROKES: Record<LineChannel, { color: string; width: number; dash?: number[] }> = {
  cargoProbe1TemperatureCelsius: { color: '--line-cargo-1', width: 2.25 },
  cargoProbe2TemperatureCelsius: { color: '--line-cargo-2', width: 2 },
  cargoProbe3TemperatureCelsius: { color: '--line-cargo-3', width: 2 },
  cargoProbe4TemperatureCelsius: { color: '--line-cargo-4', width: 2 },
  returnTemperatureCelsius: { color: '--line-return', width: 1.5 },
  supplyTemperatureCelsius: { color: '--line-supply', width: 1.5 },
  setpointTemperatureCelsius: { color: '--line-setpoint', width: 1.25, dash: [6, 4] },
  ambientTemperatureCelsius: { color: '--line-ambient', width: 1.25, dash: [2, 3] },
};

/** The CSS variable of a line's colour, for its legend. */
export function lineColor(channel: LineChannel): string {
  return STROKES[channel].color;
}

/** A limit further than this from everything measured would only flatten the lines. In kelvin. */
const LIMIT_IN_SIGHT = 3;
/** So that the noise of a steady box does not fill the chart. In kelvin. */
const SPAN_MIN = 4;

/** What the axis shows: everything measured, the band, and the critical limits that are near. */
export function temperatureRange(
  low: number,
  high: number,
  lots: readonly LotView[],
): [number, number] {
  const band = lots.flatMap((lot) => [
    lot.bandLowCelsius ?? lot.bandHighCelsius,
    lot.bandHighCelsius,
  ]);
  let min = Math.min(low, ...band);
  let max = Math.max(high, ...band);
  for (const lot of lots)
    for (const limit of [lot.criticalLowCelsius, lot.criticalHighCelsius]) {
      if (limit === null || limit < low - LIMIT_IN_SIGHT || limit > high + LIMIT_IN_SIGHT) continue;
      min = Math.min(min, limit);
      max = Math.max(max, limit);
    }
  const missing = Math.max(0, SPAN_MIN - (max - min)) / 2;
  return [min - missing - 0.3, max + missing + 0.3];
}

export function makePlot(setting: PlotSetting, data: ChartData, into: HTMLElement): uPlot {
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const axis = {
    font,
    stroke: setting.color('--dim'),
    grid: { stroke: setting.color('--grid'), width: 1 },
    ticks: { stroke: setting.color('--grid'), width: 1, size: 4 },
  };
  const options: uPlot.Options = {
    width: setting.width,
    height: setting.height,
    ms: 1,
    padding: [10, RIGHT_PADDING, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: true, y: false, setScale: false }, points: { size: 6 } },
    scales: {
      x: { time: true, range: () => [setting.scene().window.from, setting.scene().window.to] },
      y: { range: (_, low, high) => temperatureRange(low ?? 0, high ?? 0, setting.scene().lots) },
    },
    series: [
      {},
      ...data.lines.map(({ channel }) => ({
        stroke: setting.color(STROKES[channel].color),
        width: STROKES[channel].width,
        points: { show: false },
        ...(STROKES[channel].dash === undefined ? {} : { dash: STROKES[channel].dash }),
      })),
    ],
    axes: [
      {
        ...axis,
        size: 30,
        splits: (plot, _, from, to) => timeSplits(from, to, plot.width / 90, setting.zone),
        values: (plot, splits) =>
          splits.map((at) =>
            isNearEnd(plot, at) ? '' : splitLabel(at, setting.zone, setting.language),
          ),
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        values: (_, splits) => splits.map((value) => String(value).replace('-', '\u2212')),
      },
    ],
    hooks: {
      drawClear: [(plot) => drawScene(plot, setting)],
      setSelect: [(plot) => select(plot, setting)],
      setCursor: [(plot) => setting.onCursor(plot.cursor.idx ?? null)],
    },
  };
  return new uPlot(options, columns(data), into);
}

/** The columns as uPlot takes them. */
export function columns(data: ChartData): uPlot.AlignedData {
  return [data.times, ...data.lines.map((line) => line.values)] as uPlot.AlignedData;
}

/** A label there would be cut by the edge. */
function isNearEnd(plot: uPlot, at: Instant): boolean {
  return plot.valToPos(at, 'x') > plot.bbox.width / devicePixelRatio - 18;
}

function select(plot: uPlot, setting: PlotSetting): void {
  const { left, width } = plot.select;
  // A click is a selection of no width.
  if (width < 8) return;
  const from: Instant = plot.posToVal(left, 'x');
  setting.onSelect({ from, to: plot.posToVal(left + width, 'x') });
  plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
}

/** Under the lines: alert intervals, each lot's band while it lay here, and its critical limits. */
function drawScene(plot: uPlot, setting: PlotSetting): void {
  const { window, lots, alerts } = setting.scene();
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const x = (at: Instant) =>
    plot.valToPos(Math.min(Math.max(at, window.from), window.to), 'x', true);
  const y = (celsius: number) => plot.valToPos(celsius, 'y', true);
  for (const lot of lots) {
    const left = x(lot.placedFrom);
    const width = x(lot.placedUntil ?? window.to) - left;
    const bottom = lot.bandLowCelsius === null ? bbox.top + bbox.height : y(lot.bandLowCelsius);
    ctx.fillStyle = setting.color('--band');
    ctx.fillRect(left, y(lot.bandHighCelsius), width, bottom - y(lot.bandHighCelsius));
    ctx.strokeStyle = setting.color('--critical');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([8 * devicePixelRatio, 4 * devicePixelRatio]);
    for (const limit of [lot.criticalLowCelsius, lot.criticalHighCelsius]) {
      if (limit === null) continue;
      ctx.beginPath();
      ctx.moveTo(left, y(limit));
      ctx.lineTo(left + width, y(limit));
      ctx.stroke();
    }
    ctx.setLineDash([]);
  }
  for (const alert of alerts) {
    ctx.globalAlpha = 0.13;
    ctx.fillStyle = alert.color;
    ctx.fillRect(x(alert.from), bbox.top, Math.max(1, x(alert.to) - x(alert.from)), bbox.height);
    ctx.globalAlpha = 1;
  }
  ctx.restore();
}
