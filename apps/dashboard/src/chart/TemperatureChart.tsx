import { useEffect, useRef } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { LotView } from '@lenglian/console-contract';
import { usePreferences } from '../preferences/preferences-context.ts';
import type { Look } from '../ui/looks.ts';
import type { ChartData } from './chart-data.ts';
import type { Interval } from './lane-intervals.ts';
import { columns, makePlot } from './plot.ts';
import { useDarkness } from './use-darkness.ts';

interface Props {
  data: ChartData;
  window: Interval;
  lots: readonly LotView[];
  alerts: ReadonlyArray<Interval & { look: Look }>;
  label: string;
  onSelect: (selected: Interval) => void;
  onCursor: (index: number | null) => void;
}

/** The canvas. Made anew only when its lines or its look change; new data go into the one there is. */
export function TemperatureChart(props: Props) {
  const { language, zone } = usePreferences();
  const isDark = useDarkness();
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(props);
  const lines = props.data.lines.map((line) => `${line.channel}/${line.deviceId}`).join();

  useEffect(() => {
    latest.current = props;
    const present = plot.current;
    if (present === undefined || present.series.length !== props.data.lines.length + 1) return;
    present.setData(columns(props.data), true);
  });

  useEffect(() => {
    const into = element.current;
    if (into === null) return;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const made = makePlot(
      {
        language,
        zone,
        color,
        width: into.clientWidth,
        height: into.clientHeight,
        scene: () => ({
          window: latest.current.window,
          lots: latest.current.lots,
          alerts: latest.current.alerts.map((alert) => ({
            ...alert,
            color: color(`--${alert.look}`),
          })),
        }),
        onSelect: (selected) => latest.current.onSelect(selected),
        onCursor: (index) => latest.current.onCursor(index),
      },
      latest.current.data,
      into,
    );
    plot.current = made;
    const observer = new ResizeObserver(() =>
      made.setSize({ width: into.clientWidth, height: into.clientHeight }),
    );
    observer.observe(into);
    return () => {
      observer.disconnect();
      plot.current = undefined;
      made.destroy();
    };
  }, [lines, language, zone, isDark]);

  return <div ref={element} className="chart-canvas" role="img" aria-label={props.label} />;
}
