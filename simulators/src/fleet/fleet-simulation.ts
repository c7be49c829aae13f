import { SIMULATED_CLOCK_TOPIC } from '@lenglian/device-messages';
import { SECOND, type Clock, type Duration, type Instant } from '@lenglian/quantities';
import type { AcknowledgedMessage } from '../device/sealed-message.ts';
import { FleetError } from '../device/simulator-errors.ts';
import type { Stage } from '../scenarios/scenario.ts';
import type { FleetSummary, HistoryReport, SimulateFleetOptions } from '../simulate-fleet.ts';
import type { FleetUnit } from './fleet-unit.ts';
import { Progress } from './progress.ts';
import { SimulatedDevice, buildFirmware } from './simulated-device.ts';
import { awaitBroker } from './await-broker.ts';

/** Real time between two looks at the clock in the live phase, ms. */
const TICK: Duration = 100;
/** What a live fleet is waited for at its end. */
const DRAIN_MAX: Duration = 60 * SECOND;
const BACKOFF_BASE: Duration = 250;
/** About a minute of waiting for a broker that was never there. */
const ATTEMPTS_MAX = 60;
/** Some seconds: a broker that has just started may not have its list of devices yet. */
const REFUSALS_MAX = 6;
const WINDOW_MAX = 4;
/** A broker that lives by the machine's clock closes the connection of whoever tells it the time. */
const TIME_REFUSALS_MAX = 5;
const NO_TIME_TAKEN =
  'the broker does not take the time from a simulator: it needs CLOCK=simulated';

const systemClock: Clock = { now: () => Date.now() };

/** A fleet playing its scenario: first the past, then live, then a stop. */
export class FleetSimulation {
  private readonly options: SimulateFleetOptions;
  private readonly clock: Clock;
  private readonly progress = new Progress();
  private readonly devices: SimulatedDevice[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private readonly stopped = new AbortController();
  private liveSince: Instant = 0;
  private stopping: Promise<FleetSummary> | undefined;
  private startedAt: Instant = 0;
  private start: Instant = 0;
  private eventNow: Instant = 0;
  private acknowledgedMessages = 0;
  private acknowledgedSamples = 0;

  constructor(options: SimulateFleetOptions) {
    this.options = options;
    this.clock = options.clock ?? systemClock;
  }

  get now(): Instant {
    return this.eventNow;
  }

  /** Waits for the broker, builds the fleet, and tells the past. */
  async tellHistory(): Promise<HistoryReport> {
    const { options } = this;
    const units = this.unitsWithCredentials();
    await awaitBroker(options.brokerUrl, {
      attemptsMax: options.attemptsMax ?? ATTEMPTS_MAX,
      backoff: this.backoff,
      isGivenUp: () => this.isStopped,
    });
    this.startedAt = this.clock.now();
    this.start = options.start ?? this.startedAt;
    this.eventNow = this.start;
    this.build(units);
    if (this.tellsTime) {
      await this.tellTime(this.start);
      await options.onStep?.(this.start);
    }
    for (const device of this.devices) device.link.start();
    await this.until(() => this.devices.every((device) => device.isHistoryDelivered));
    const seconds = (this.clock.now() - this.startedAt) / SECOND;
    return { readings: this.acknowledgedSamples, seconds };
  }

  /** Lives until the duration is over or `stop` is called. */
  async live(): Promise<FleetSummary> {
    if (this.isStopped) return this.stop();
    this.liveSince = this.clock.now();
    const { speed = 1 } = this.options;
    if (speed === 'max' || this.tellsTime) await this.liveInLockStep();
    else await this.liveByTheClock(speed);
    if (!this.isStopped) await this.drain();
    return this.stop();
  }

  /** Once is enough: a second call waits for the first, which must not be cut short. */
  stop(): Promise<FleetSummary> {
    this.stopping ??= this.sayGoodbye();
    return this.stopping;
  }

  private async sayGoodbye(): Promise<FleetSummary> {
    this.isStopped = true;
    this.stopped.abort();
    clearInterval(this.timer);
    this.progress.notify();
    await Promise.all(this.devices.map((device) => device.link.stop()));
    return this.summary();
  }

  private async liveByTheClock(speed: number): Promise<void> {
    const end = this.start + (this.options.duration ?? Number.POSITIVE_INFINITY);
    const tick = () => {
      const elapsed = this.clock.now() - this.startedAt;
      this.eventNow = Math.min(end, this.start + elapsed * speed);
      for (const device of this.devices) this.advance(device);
      this.progress.notify();
    };
    this.timer = setInterval(tick, TICK);
    tick();
    await this.until(() => this.eventNow >= end);
    clearInterval(this.timer);
  }

  /** One step at a time; the next only when the broker has acknowledged everything of this one. */
  private async liveInLockStep(): Promise<void> {
    const { duration, sampling, scenario, onStep } = this.options;
    if (duration === undefined) throw new FleetError('speed max needs a duration');
    const step = sampling ?? scenario.sampling;
    const end = this.start + duration;
    const stops = (this.options.stops ?? []).toSorted((a, b) => a - b);
    while (this.eventNow < end && !this.isStopped) {
      const stop = stops.find((at) => at > this.eventNow) ?? end;
      this.eventNow = Math.min(end, stop, this.nextBeat(step));
      await this.untilItIs(this.eventNow);
      await this.tellTime(this.eventNow);
      for (const device of this.devices) this.advance(device);
      await this.until(() => this.devices.every((device) => this.isSettled(device)));
      if (!this.isStopped) await onStep?.(this.eventNow);
    }
  }

  private get tellsTime(): boolean {
    return this.options.speed === 'max' || this.options.tellsTime === true;
  }

  /** Steps are counted from the start: a stop between two of them shifts none. */
  private nextBeat(step: Duration): Instant {
    return this.start + (Math.floor((this.eventNow - this.start) / step) + 1) * step;
  }

  /** At a speed that is a number no step comes before its time. */
  private async untilItIs(at: Instant): Promise<void> {
    const { speed = 1 } = this.options;
    if (speed === 'max') return;
    const wait = (at - this.start) / speed - (this.clock.now() - this.liveSince);
    if (wait <= 0) return;
    const waited = AbortSignal.any([AbortSignal.timeout(wait), this.stopped.signal]);
    await new Promise((resolve) => waited.addEventListener('abort', resolve));
  }

  private advance(device: SimulatedDevice): void {
    if (device.isCovered(this.eventNow)) device.link.start();
    else if (!this.isClockCarrier(device)) device.link.cut();
    device.advanceTo(this.eventNow);
  }

  private isSettled(device: SimulatedDevice): boolean {
    if (!device.isCovered(this.eventNow)) return true;
    return device.link.isOnline && device.outbox.isEmpty;
  }

  /** In lock-step somebody must tell the time, even when the whole fleet is in a tunnel. */
  private isClockCarrier(device: SimulatedDevice): boolean {
    if (!this.tellsTime || device !== this.devices[0]) return false;
    return !this.devices.some((other) => other.isCovered(this.eventNow));
  }

  /** Tells a broker on a simulated clock what time it is; resolves when it has acknowledged. */
  private async tellTime(now: Instant): Promise<void> {
    const payload = JSON.stringify({ now });
    let isTold = false;
    for (let refusals = 0; !isTold && !this.isStopped; refusals++) {
      if (refusals > TIME_REFUSALS_MAX) throw new FleetError(NO_TIME_TAKEN);
      // One that is without coverage says nothing while another can tell the time.
      if (!this.devices.some(({ link }) => link.isWanted)) this.devices[0]?.link.start();
      await this.until(() => this.devices.some((device) => device.link.isOnline));
      const teller = this.devices.find((device) => device.link.isOnline);
      isTold = (await teller?.link.publishAside(SIMULATED_CLOCK_TOPIC, payload)) ?? false;
    }
  }

  /** Everything held back goes out and is waited for, except of devices without coverage. */
  private async drain(): Promise<void> {
    for (const device of this.devices) {
      device.flush();
      if (device.isCovered(this.eventNow)) device.link.start();
    }
    const covered = this.devices.filter((device) => device.isCovered(this.eventNow));
    const deadline = setTimeout(() => {
      this.progress.fail(new FleetError(`not all acknowledged within ${DRAIN_MAX} ms of the end`));
    }, DRAIN_MAX);
    try {
      await this.until(() => covered.every((device) => device.outbox.isEmpty));
    } finally {
      clearTimeout(deadline);
    }
  }

  private build(units: readonly { unit: FleetUnit; token: string }[]): void {
    const { options } = this;
    const { scenario, seed } = options;
    const sampling = options.sampling ?? scenario.sampling;
    const reporting = options.reporting ?? scenario.reporting;
    const history = Math.max(options.history ?? 0, scenario.historyMin);
    const { start } = this;
    const stage: Stage = { seed, start, historyFrom: start - history, sampling };
    const scripts = scenario.write(
      units.map(({ unit }) => unit),
      stage,
    );
    units.forEach(({ unit, token }, i) => {
      const script = scripts[i];
      if (script === undefined) throw new FleetError(`no script for ${unit.deviceId}`);
      const firmware = buildFirmware(unit, script, stage, { reporting });
      this.devices.push(
        new SimulatedDevice({
          firmware,
          deviceId: unit.deviceId,
          script,
          seed,
          followsConfig: options.followsConfig ?? true,
          link: {
            brokerUrl: options.brokerUrl,
            organisationId: options.credentials.organisationId,
            token,
            windowMax: options.windowMax ?? WINDOW_MAX,
            backoff: this.backoff,
            attemptsMax: options.attemptsMax ?? ATTEMPTS_MAX,
            refusalsMax: options.refusalsMax ?? REFUSALS_MAX,
            onAcknowledged: (message) => this.note(message),
            onFailed: (error) => this.progress.fail(error),
            onProgress: () => this.progress.notify(),
          },
        }),
      );
    });
  }

  private get backoff() {
    return { base: BACKOFF_BASE, max: this.options.backoffMax ?? 15 * SECOND };
  }

  private note(message: AcknowledgedMessage): void {
    this.acknowledgedMessages++;
    this.acknowledgedSamples += message.sampleCount;
    this.options.onAcknowledged?.(message);
  }

  private unitsWithCredentials(): { unit: FleetUnit; token: string }[] {
    const { credentials, fleet } = this.options;
    const tokens = new Map(credentials.devices.map(({ deviceId, token }) => [deviceId, token]));
    const units = fleet.flatMap((unit) => {
      const token = tokens.get(unit.deviceId);
      return token === undefined ? [] : [{ unit, token }];
    });
    if (units.length === 0) throw new FleetError('no unit of the fleet has a credential');
    return units;
  }

  private until(condition: () => boolean): Promise<void> {
    return this.progress.until(() => this.isStopped || condition());
  }

  private summary(): FleetSummary {
    return {
      acknowledgedMessages: this.acknowledgedMessages,
      acknowledgedSamples: this.acknowledgedSamples,
      droppedSamples: this.devices.reduce((sum, device) => sum + device.droppedSampleCount, 0),
      connections: this.devices.reduce((sum, device) => sum + device.link.connectionCount, 0),
    };
  }
}
