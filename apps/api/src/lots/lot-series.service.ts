import { Inject, Injectable } from '@nestjs/common';
import { seriesOf, type TemperatureSample, type TemperatureSeries } from '@lenglian/freshness';
import { ROLL_UP_WIDTHS, type HistoryWindow, type ReadingHistory } from '@lenglian/history';
import { overlapOf } from '@lenglian/placements';
import { DAY, MINUTE, type Duration } from '@lenglian/quantities';
import { CARGO_PROBES, judgedValue, RETURN, SUPPLY, type ChannelIndex } from '@lenglian/readings';
import type { BindingRecord } from '@lenglian/records';
import { HISTORY } from '../parts.ts';
import { ReadingsService } from '../readings/readings.service.ts';

/** GB 31605-2020: a value at least every ten minutes; a longer pause is a gap. */
export const GAP_MAX: Duration = 10 * MINUTE;

/** Up to this the readings themselves are read; beyond it a quarter of an hour is one value. */
const RAW_MAX: Duration = 14 * DAY;
/** Of one device in that time: more than two a minute. */
const READINGS_MAX = 50_000;
/** Also pauses shorter than two of these are not seen then. */
const ROLLED: Duration = ROLL_UP_WIDTHS[1] ?? 15 * MINUTE;

const AIR: readonly ChannelIndex[] = [SUPPLY, RETURN];

/** What was measured where a lot lay. */
export interface LotSeries {
  readonly series: TemperatureSeries;
  /** By probes in the goods if any ever measured there, else by the air; null when neither did. */
  readonly measuredBy: 'PRODUCT' | 'AIR' | null;
  readonly deviceIds: readonly string[];
}

/** The temperatures of the places in which a lot lay, joined over units and devices. */
@Injectable()
export class LotSeriesService {
  constructor(
    @Inject(HISTORY) private readonly history: ReadingHistory,
    private readonly readings: ReadingsService,
  ) {}

  /**
   * @param placements of one lot
   * @throws HistoryUnavailableError
   */
  async of(
    placements: readonly BindingRecord[],
    span: { readonly from: number; readonly until: number },
  ): Promise<LotSeries> {
    const windows = placements.flatMap((placement) => {
      const part = overlapOf(placement, span);
      return part
        ? this.readings.windows(placement.targetId, part.from, part.until ?? span.until)
        : [];
    });
    const isRaw = span.until - span.from <= RAW_MAX;
    const product: TemperatureSample[] = [];
    const air: TemperatureSample[] = [];
    for (const window of windows)
      await (isRaw
        ? this.addReadings(window, product, air)
        : this.addRollUps(window, product, air));
    const gapMax = isRaw ? GAP_MAX : ROLLED;
    const deviceIds = [...new Set(windows.map(({ deviceId }) => deviceId))].sort();
    if (product.length > 0)
      return { series: seriesOf(product, gapMax), measuredBy: 'PRODUCT', deviceIds };
    const measuredBy = air.length > 0 ? 'AIR' : null;
    return { series: seriesOf(air, gapMax), measuredBy, deviceIds };
  }

  private async addReadings(
    window: HistoryWindow,
    product: TemperatureSample[],
    air: TemperatureSample[],
  ): Promise<void> {
    for (const reading of await this.history.window(window, READINGS_MAX)) {
      const at = reading.measuredAt;
      const valuesOf = (channels: readonly ChannelIndex[]) =>
        channels.flatMap((channel) => judgedValue(reading, channel) ?? []);
      for (const [samples, values] of [
        [product, valuesOf(CARGO_PROBES)],
        [air, valuesOf(AIR)],
      ] as const)
        if (values.length > 0)
          samples.push({ at, low: Math.min(...values), high: Math.max(...values) });
    }
  }

  /** The least and the greatest of each quarter of an hour, in its middle. */
  private async addRollUps(
    window: HistoryWindow,
    product: TemperatureSample[],
    air: TemperatureSample[],
  ): Promise<void> {
    for (const { start, channel, min, max } of await this.history.rollUps(window, ROLLED)) {
      const sample = { at: start + ROLLED / 2, low: min, high: max };
      if (CARGO_PROBES.includes(channel)) product.push(sample);
      else if (AIR.includes(channel)) air.push(sample);
    }
  }
}
