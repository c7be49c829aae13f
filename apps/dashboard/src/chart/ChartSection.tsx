import { useEffect, useMemo, useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { AlertView, ReadingSeries, UnitView } from '@lenglian/console-contract';
import { isGap } from '@lenglian/incidents';
import { DAY, HOUR, SECOND } from '@lenglian/quantities';
import { CHART_RANGE_WORDS, UNIT_TEXT } from '@lenglian/wording';
import { readingsQuery, unitAlertsQuery } from '../api/queries.ts';
import { useLive, useUnitAlerts } from '../live/live-context.ts';
import { useWording } from '../preferences/preferences-context.ts';
import { Choice } from '../ui/Choice.tsx';
import { SEVERITY_LOOKS } from '../ui/looks.ts';
import { Failed, Loading, Notice } from '../ui/Notice.tsx';
import { chartData, gapOf, withLatest, type LineChannel } from './chart-data.ts';
import { LANE_NAMES, Lanes, type Lane } from './Lanes.tsx';
import { intervalsOff, intervalsOn, intervalsWithout, type Interval } from './lane-intervals.ts';
import { Legend } from './Legend.tsx';
import { TemperatureChart } from './TemperatureChart.tsx';

const RANGES = { '6h': 6 * HOUR, '24h': DAY, '6d': 6 * DAY };
type RangeName = keyof typeof RANGES;
const RANGE_NAMES = Object.keys(RANGES) as RangeName[];
const POINTS = 1000;
/** A new reading brings the whole window again, but not more often than this. */
const REFETCH_AFTER = 15 * SECOND;

/** The chart of one unit with its controls; the range is in the URL (`?range=24h`). */
export default function ChartSection(props: { unit: UnitView }) {
  const { unit } = props;
  const { t, zoneName } = useWording();
  const [search, setSearch] = useSearchParams();
  const range = RANGE_NAMES.find((name) => name === search.get('range')) ?? '6h';
  const readings = useReadings(unit, range);
  const alerts = useAlertsEver(unit.id);
  const data = readings.data;
  return (
    <section className="chart" aria-label={t(UNIT_TEXT.chart)}>
      <header className="chart-heading">
        <h2>
          {t(UNIT_TEXT.chart)} <small className="dim">°C · {zoneName}</small>
        </h2>
        <Choice
          label={t(UNIT_TEXT.range)}
          isLabelHidden
          values={RANGE_NAMES.map((value) => ({ value, text: t(CHART_RANGE_WORDS[value]) }))}
          chosen={range}
          onChoose={(value) => setSearch(value === '6h' ? {} : { range: value }, { replace: true })}
        />
      </header>
      {readings.isPending && <Loading />}
      {readings.isError && (
        <Failed error={readings.error} onRetry={() => void readings.refetch()} />
      )}
      {data?.times.length === 0 && <Notice title={t(UNIT_TEXT.noReadings)} />}
      {data !== undefined && data.times.length > 0 && (
        <Chart key={range} unit={unit} series={data} span={RANGES[range]} alerts={alerts} />
      )}
    </section>
  );
}

function Chart(props: {
  unit: UnitView;
  series: ReadingSeries;
  span: number;
  alerts: readonly AlertView[];
}) {
  const { unit, span } = props;
  const { t } = useWording();
  const [zoom, setZoom] = useState<Interval | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<LineChannel>>(
    new Set<LineChannel>(['ambientTemperatureCelsius']),
  );
  const series = useMemo(() => withLatest(props.series, unit.latest), [props.series, unit.latest]);
  const gap = useMemo(() => gapOf(props.series), [props.series]);
  const all = useMemo(() => chartData(series, gap), [series, gap]);
  const data = useMemo(
    () => ({ ...all, lines: all.lines.filter((line) => !hidden.has(line.channel)) }),
    [all, hidden],
  );
  const window = zoom ?? { from: series.to - span, to: series.to };
  const alerts = props.alerts.map((alert) => ({
    from: alert.startedAt,
    to: alert.endedAt ?? series.to,
    look: SEVERITY_LOOKS[alert.severity],
  }));
  const toggle = (channel: LineChannel) =>
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(channel)) after.add(channel);
      return after;
    });
  return (
    <>
      <Legend data={all} hidden={hidden} cursor={cursor} onToggle={toggle} />
      <TemperatureChart
        data={data}
        window={window}
        lots={unit.lots}
        alerts={alerts}
        label={t(UNIT_TEXT.chart)}
        onSelect={setZoom}
        onCursor={setCursor}
      />
      <Lanes lanes={lanesOf(series, gap, alerts)} window={window} />
      {zoom !== null && (
        <button type="button" className="reset-zoom" onClick={() => setZoom(null)}>
          {t(UNIT_TEXT.resetZoom)}
        </button>
      )}
    </>
  );
}

function lanesOf(series: ReadingSeries, gap: number, alerts: Lane['intervals']): Lane[] {
  return [
    { name: LANE_NAMES.alerts, look: 'warn', intervals: alerts },
    { name: LANE_NAMES.door, look: 'warn', intervals: intervalsOn(series, 'doorOpen', gap) },
    {
      name: LANE_NAMES.defrost,
      look: 'defrost',
      intervals: intervalsOn(series, 'isDefrosting', gap),
    },
    {
      name: LANE_NAMES.power,
      look: 'major',
      intervals: intervalsOff(series, 'isConnectedToPowerSource', gap),
    },
    { name: LANE_NAMES.gap, look: 'silent', intervals: intervalsWithout(series, gap) },
  ];
}

/** The window, fetched again a while after each new reading. */
function useReadings(unit: UnitView, range: RangeName) {
  const { clock } = useLive();
  const client = useQueryClient();
  const query = readingsQuery(unit.id, RANGES[range], POINTS, () => Math.round(clock.now()));
  const readings = useQuery(query);
  const measuredAt = unit.latest?.measuredAt;
  const unitId = unit.id;
  useEffect(() => {
    if (measuredAt === undefined) return;
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: ['readings', unitId] }),
      REFETCH_AFTER,
    );
    return () => clearTimeout(timer);
  }, [client, unitId, measuredAt]);
  return readings;
}

/** Every alert of the unit that stands: past ones as fetched, live ones from the link. */
function useAlertsEver(unitId: string): AlertView[] {
  const live = useUnitAlerts(unitId);
  const past = useQuery(unitAlertsQuery(unitId)).data?.items;
  return useMemo(() => {
    const byId = new Map((past ?? []).map((alert) => [alert.id, alert]));
    for (const alert of live) byId.set(alert.id, alert);
    return [...byId.values()].filter(({ isAnnulled, rule }) => !isAnnulled && !isGap(rule));
  }, [live, past]);
}
