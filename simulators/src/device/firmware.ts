import {
  encodeTelemetry,
  type DeviceConfig,
  type TelemetrySample,
} from '@lenglian/device-messages';
import { DAY, SECOND, type Duration, type Instant } from '@lenglian/quantities';
import { isWithin, type TimeSpan } from '../reefer/time-span.ts';
import { nextSampleAt } from './sampling-beat.ts';
import type { SealedMessage } from './sealed-message.ts';

/** Samples in a message that tells history: three hours of minutes, about 50 KB. */
export const HISTORY_BATCH_SAMPLES = 180;
/** What a device keeps of a time without coverage; the oldest goes first. */
export const GAP_KEPT: Duration = 7 * DAY;

/**
 * The configuration a device is provisioned with. A simulated one comes with intervals of its own in
 * that place, so only what somebody changed later is newer.
 */
const FIRST_CONFIG_VERSION = 1;

/** Where samples come from. */
export interface SampleSource {
  sample(measuredAt: Instant): TelemetrySample;
}

export interface FirmwareOptions {
  /** Counts restarts; greater at every later start. */
  readonly boot: number;
  /** Event time of the first sample. */
  readonly from: Instant;
  /** Samples measured before this are history, told in batches. */
  readonly liveFrom: Instant;
  readonly sampling: Duration;
  readonly reporting: Duration;
  /** Stretches without radio coverage. */
  readonly offline: readonly TimeSpan[];
  /** What the device's clock says at a moment; the moment itself where absent. */
  readonly clock?: (at: Instant) => Instant;
  /** When it begins again, ordered by time; what it keeps outlives that. */
  readonly reboots?: readonly { readonly at: Instant; readonly keepsBoot: boolean }[];
}

/**
 * What a device does in event time: sample, gather, seal. It knows coverage by the route, not by
 * the state of a socket: the bytes are the same whatever the network does in between.
 */
export class Firmware {
  private readonly source: SampleSource;
  private readonly options: FirmwareOptions;
  private sampling: Duration;
  private reporting: Duration;
  private configVersion = FIRST_CONFIG_VERSION;
  private boot: number;
  private rebootCount = 0;
  private seq = 0;
  private nextAt: Instant;
  private measuredAt: Instant;
  /** Never yet: the first live sample is reported at once. */
  private reportedAt: Instant = Number.NEGATIVE_INFINITY;
  private pending: TelemetrySample[] = [];
  /** Measured without coverage, told after it. */
  private gap: TelemetrySample[] = [];
  /** Samples that were given up because the gap was longer than `GAP_KEPT`. */
  droppedSampleCount = 0;

  constructor(source: SampleSource, options: FirmwareOptions) {
    this.source = source;
    this.options = options;
    this.boot = options.boot;
    this.sampling = options.sampling;
    this.reporting = options.reporting;
    this.nextAt = options.from;
    this.measuredAt = options.from;
  }

  /** Takes a configuration that is newer than the one in force; it holds from the next sample on. */
  configure(config: DeviceConfig): void {
    if (config.version <= this.configVersion) return;
    this.configVersion = config.version;
    this.sampling = config.samplingIntervalSeconds * SECOND;
    this.reporting = config.reportingIntervalSeconds * SECOND;
  }

  /** Whether the device can be heard at a moment. */
  isCovered(at: Instant): boolean {
    return !isWithin(this.options.offline, at);
  }

  /** Everything sealed by samples up to `instant`, included. */
  *advanceTo(instant: Instant): Generator<SealedMessage, void> {
    while (this.nextAt <= instant) yield* this.takeSample();
  }

  /** The messages that tell of the time before the device is live, made one at a time. */
  *history(): Generator<SealedMessage, void> {
    while (this.nextAt < this.options.liveFrom) yield* this.takeSample();
    if (this.pending.length > 0) yield this.seal(this.takePending(), true, this.measuredAt);
  }

  /** Seals what waits for its report, for a stop in good order. */
  *flush(): Generator<SealedMessage, void> {
    if (this.pending.length > 0) yield this.seal(this.takePending(), false, this.measuredAt);
  }

  private *takeSample(): Generator<SealedMessage, void> {
    const at = this.nextAt;
    this.measuredAt = at;
    const isHistory = at < this.options.liveFrom;
    this.nextAt = nextSampleAt(at, this.options.liveFrom, this.sampling);
    this.rebootUntil(at);
    const sample = this.source.sample(at);
    if (!this.isCovered(at)) {
      this.keepForLater(sample, isHistory);
      return;
    }
    this.pending.push(sample);
    const isDue = isHistory
      ? this.pending.length >= HISTORY_BATCH_SAMPLES
      : at - this.reportedAt >= this.reporting;
    if (isDue) {
      if (!isHistory) this.reportedAt = at;
      yield this.seal(this.takePending(), isHistory, at);
    }
    // The present first, then the gap: a console wants to know how it is before how it was.
    if (this.gap.length > 0) yield* this.tellGap(at);
  }

  private keepForLater(sample: TelemetrySample, isHistory: boolean): void {
    if (!isHistory && this.pending.length > 0) this.gap.push(...this.takePending());
    this.gap.push(sample);
    const oldestKept = (sample.measuredAt ?? 0) - GAP_KEPT;
    if ((this.gap[0]?.measuredAt ?? 0) < oldestKept) {
      this.gap.shift();
      this.droppedSampleCount++;
    }
  }

  private *tellGap(now: Instant): Generator<SealedMessage, void> {
    const gap = this.gap;
    this.gap = [];
    for (let i = 0; i < gap.length; i += HISTORY_BATCH_SAMPLES) {
      yield this.seal(gap.slice(i, i + HISTORY_BATCH_SAMPLES), true, now);
    }
  }

  private takePending(): TelemetrySample[] {
    const samples = this.pending;
    this.pending = [];
    return samples;
  }

  private rebootUntil(at: Instant): void {
    const { reboots = [] } = this.options;
    while ((reboots[this.rebootCount]?.at ?? Number.POSITIVE_INFINITY) <= at) {
      if (reboots[this.rebootCount]?.keepsBoot === false) this.boot++;
      this.rebootCount++;
      this.seq = 0;
    }
  }

  private seal(samples: TelemetrySample[], isHistory: boolean, sealedAt: Instant): SealedMessage {
    const { boot } = this;
    const { clock } = this.options;
    const seq = this.seq++;
    const payload = encodeTelemetry({
      ...{ boot, seq, sentAt: clock === undefined ? sealedAt : clock(sealedAt), hist: isHistory },
      samples: clock === undefined ? samples : samples.map((sample) => stamped(sample, clock)),
    });
    return { boot, seq, sealedAt, isHistory, sampleCount: samples.length, payload };
  }
}

/** The sample with the time that the device's clock had when it was measured. */
function stamped(sample: TelemetrySample, clock: (at: Instant) => Instant): TelemetrySample {
  const { measuredAt } = sample;
  return measuredAt === undefined ? sample : { ...sample, measuredAt: clock(measuredAt) };
}
