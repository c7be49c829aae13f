import type { SharedChart } from '@lenglian/console-contract';
import { DAY } from '@lenglian/quantities';
import {
  chartSummary,
  formatCelsius,
  formatDate,
  formatTime,
  SHARED_LOT_TEXT,
  startOfDay,
} from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { heightOf, stretchesOf, ticksOf, type ChartPoint } from './chart-shape.ts';

const NARROW = { width: 360, height: 170 };
/** Across a sheet of A4. */
const WIDE = { width: 720, height: 200 };
const LEFT = 40;
const BOTTOM = 22;
const TOP = 6;
/** Half a text: one that would go over the edge ends there. */
const EDGE = 28;

/** Product temperature by time: what was measured, and the band it should be in. */
export function ProductChart(props: {
  chart: SharedChart;
  bandLowCelsius: number | null;
  bandHighCelsius: number;
  /** On paper: as wide as the sheet, and by the clock of papers. */
  isWide?: boolean;
}) {
  const { chart, bandLowCelsius, bandHighCelsius, isWide = false } = props;
  const { t, zone: ownZone, language } = useWording();
  const zone = isWide ? 'beijing' : ownZone;
  const { width, height } = isWide ? WIDE : NARROW;
  const isByDay = chart.to - chart.from > 2 * DAY;
  if (chart.times.length === 0) return <p className="dim">{t(SHARED_LOT_TEXT.noChart)}</p>;
  const { bottom, top } = heightOf(chart, bandLowCelsius, bandHighCelsius);
  // What began a little before the window is drawn at its edge.
  const x = (instant: number) =>
    LEFT + (Math.max(0, instant - chart.from) / (chart.to - chart.from)) * (width - LEFT - 4);
  const y = (celsius: number) => TOP + ((top - celsius) / (top - bottom)) * (height - TOP - BOTTOM);
  const path = (points: readonly ChartPoint[], side: 'low' | 'high') =>
    points.map((point) => `${x(point.time).toFixed(1)},${y(point[side]).toFixed(1)}`).join(' ');
  const summary = chartSummary(
    formatCelsius(Math.min(...chart.lowCelsius)),
    formatCelsius(Math.max(...chart.highCelsius)),
  );
  return (
    <svg
      className="product-chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t(summary)}
    >
      <rect
        className="chart-band"
        x={LEFT}
        width={width - LEFT - 4}
        y={y(bandHighCelsius)}
        height={y(bandLowCelsius ?? bottom) - y(bandHighCelsius)}
      />
      {[bottom, bandLowCelsius, bandHighCelsius, top].map((celsius) =>
        celsius === null ? null : (
          <g key={celsius}>
            <line className="chart-grid" x1={LEFT} x2={width - 4} y1={y(celsius)} y2={y(celsius)} />
            <text x={LEFT - 4} y={y(celsius) + 3.5} textAnchor="end">
              {formatCelsius(celsius)}
            </text>
          </g>
        ),
      )}
      {ticksOf(chart, startOfDay(chart.from, zone)).map((tick) => (
        <text
          key={tick}
          x={x(tick)}
          y={height - 5}
          textAnchor={x(tick) > width - EDGE ? 'end' : 'middle'}
        >
          {isByDay ? formatDate(tick, zone, language) : formatTime(tick, zone)}
        </text>
      ))}
      {stretchesOf(chart).map((points) => (
        <g key={points[0]?.time}>
          <polygon
            className="chart-span"
            points={`${path(points, 'high')} ${path(points.toReversed(), 'low')}`}
          />
          <polyline className="chart-line" points={path(points, 'high')} />
          <polyline className="chart-line" points={path(points, 'low')} />
        </g>
      ))}
    </svg>
  );
}
