import { Inject, Injectable } from '@nestjs/common';
import type { ReadingSeries } from '@lenglian/console-contract';
import { ROLL_UP_WIDTHS, type HistoryWindow, type ReadingHistory } from '@lenglian/history';
import type { Validity } from '@lenglian/placements';
import { DAY, SECOND, type Clock, type Duration, type Instant } from '@lenglian/quantities';
import type { Records, UnitRecord } from '@lenglian/records';
import type { ApiConfig } from '../config.ts';
import { LiveBoard } from '../live/live-board.ts';
import { CLOCK, CONFIG, HISTORY, RECORDS } from '../parts.ts';
import { boundWindows, checkWindow, partsOf } from './bound-windows.ts';
import { rollUpWidthFor } from './roll-up-width.ts';
import { SeriesColumns } from './series-columns.ts';
import { tracksTold, type TracksTold } from './tracks.ts';

/** Below this time a point, the readings themselves may fit; above it nobody samples so seldom. */
const RAW_INTERVAL_MIN: Duration = 5 * SECOND;

/** The readings of units: history by device, joined in time through the bindings. */
@Injectable()
export class ReadingsService {
  constructor(
    private readonly board: LiveBoard,
    @Inject(HISTORY) private readonly history: ReadingHistory,
    @Inject(RECORDS) private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  /**
   * A window as at most `points` points: the readings themselves where they fit, else roll-ups.
   *
   * @param spans only what was measured in these
   * @throws InvalidRequestError, HistoryUnavailableError
   */
  async series(
    unit: UnitRecord,
    { from, to, points }: { from: Instant; to: Instant; points: number },
    spans: readonly Validity[],
  ): Promise<ReadingSeries> {
    checkWindow(from, to);
    const windows = partsOf({ from, to }, spans).flatMap((part) =>
      this.windows(unit.id, part.from, part.to),
    );
    const isTold = await this.tracksTold(unit);
    const raw = await this.rawColumns(windows, points, isTold);
    if (raw) return { unitId: unit.id, from, to, widthSeconds: 0, ...raw.columns(false) };
    const width = rollUpWidthFor(from, to, points);
    const rolled = await this.rolledColumns(windows, width, isTold);
    return { unitId: unit.id, from, to, widthSeconds: width / SECOND, ...rolled.columns(true) };
  }

  /** Which readings, of which devices, are a unit's in [from, to). */
  windows(unitId: string, from: Instant, to: Instant): HistoryWindow[] {
    return boundWindows(this.board.book.placements.deviceBindings, unitId, from, to);
  }

  /** When positions of a unit are told. A compartment was where its whole was. */
  async tracksTold({ id, wholeUnitId }: UnitRecord): Promise<TracksTold> {
    const { bindings } = this.records;
    const rides = await bindings.list({ kind: 'unit', subjectId: id });
    if (wholeUnitId !== null)
      rides.push(...(await bindings.list({ kind: 'unit', subjectId: wholeUnitId })));
    return tracksTold(rides, this.clock.now() - this.config.tracksToldDays * DAY);
  }

  /** Undefined when there are more readings than points, in any device. */
  private async rawColumns(
    windows: readonly HistoryWindow[],
    points: number,
    isTold: TracksTold,
  ): Promise<SeriesColumns | undefined> {
    const columns = new SeriesColumns();
    for (const window of windows) {
      if (!this.mayFitRaw(window, points)) return undefined;
      const readings = await this.history.window(window, points + 1);
      if (readings.length > points) return undefined;
      columns.addReadings(window.deviceId, readings, isTold);
    }
    return columns.timeCount <= points ? columns : undefined;
  }

  /** Spares the attempt where the device's own sampling interval says that it would be too much. */
  private mayFitRaw({ deviceId, from, to }: HistoryWindow, points: number): boolean {
    const device = this.board.book.devices.get(deviceId);
    const interval = (device?.samplingIntervalSeconds ?? 0) * SECOND;
    return (to - from) / Math.max(interval, RAW_INTERVAL_MIN) <= 2 * points;
  }

  private async rolledColumns(
    windows: readonly HistoryWindow[],
    width: Duration,
    isTold: TracksTold,
  ): Promise<SeriesColumns> {
    const columns = new SeriesColumns();
    const kept = Math.min(width, ROLL_UP_WIDTHS.at(-1) ?? width);
    for (const window of windows) {
      const rollUps = await this.history.rollUps(window, kept);
      columns.addRollUps(window.deviceId, rollUps, width, isTold);
    }
    return columns;
  }
}
