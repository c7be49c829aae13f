import { SeededRandom, type Instant } from '@lenglian/quantities';
import { Delivery } from '../device/delivery.ts';
import { DeviceLink, type DeviceLinkOptions } from '../device/device-link.ts';
import { Firmware, type SampleSource } from '../device/firmware.ts';
import { Outbox } from '../device/outbox.ts';
import type { SealedMessage } from '../device/sealed-message.ts';
import { deviceTime } from '../faults/device-clock.ts';
import { FaultySensors } from '../faults/faulty-sensors.ts';
import { isOfClock, isOfSensor, isReboot } from '../faults/with-faults.ts';
import { Gnss } from '../positions/gnss.ts';
import { Way } from '../positions/way.ts';
import type { Scenario, Stage, UnitScript } from '../scenarios/scenario.ts';
import { buildPlant } from './build-plant.ts';
import { deviceNumber, samplingPhase, type FleetUnit } from './fleet-unit.ts';

/** Distinguish the randomness of delivery, receiver and broken sensors from that of the samples. */
const DELIVERY_STREAM_SALT = 0x5bd1e995;
const POSITION_STREAM_SALT = 0x2c1b3c6d;
const SENSOR_STREAM_SALT = 0x297a2d39;

/** Boot counters count from here, in seconds: later starts have greater ones, until 2088. */
const BOOT_EPOCH: Instant = Date.UTC(2020, 0, 1);

/** A device's boot counter for a start; the same start gives the same. */
export function bootOf(start: Instant): number {
  return Math.max(0, Math.floor((start - BOOT_EPOCH) / 1000));
}

/** The firmware of a unit as a script wants it, without a network. */
export function buildFirmware(
  unit: FleetUnit,
  script: UnitScript,
  stage: Stage,
  scenario: Pick<Scenario, 'reporting'>,
): Firmware {
  const faults = script.faults ?? [];
  const clockFaults = faults.filter(isOfClock);
  return new Firmware(buildSource(unit, script, stage), {
    boot: bootOf(stage.start),
    from: stage.historyFrom + samplingPhase(unit, stage.sampling),
    liveFrom: stage.start,
    sampling: stage.sampling,
    reporting: scenario.reporting,
    offline: script.offline,
    ...(clockFaults.length > 0 && { clock: (at: Instant) => deviceTime(clockFaults, at) }),
    reboots: faults.filter(isReboot).sort((a, b) => a.at - b.at),
  });
}

/** What is measured, together with the position where the unit has a way, and as its sensors have it. */
function buildSource(unit: FleetUnit, script: UnitScript, stage: Stage): SampleSource {
  const number = deviceNumber(unit.deviceId);
  const streamOf = (salt: number) => SeededRandom.stream(stage.seed ^ salt, number);
  let source: SampleSource = buildPlant(unit, script, stage);
  if (unit.way !== undefined && unit.hasReceiver !== false) {
    const points = unit.way.map(({ at, ...position }) => ({ at: stage.start + at, ...position }));
    const noFix = script.noFix ?? [];
    source = new Gnss(source, new Way(points), noFix, streamOf(POSITION_STREAM_SALT));
  }
  const faults = (script.faults ?? []).filter(isOfSensor);
  if (faults.length === 0) return source;
  return new FaultySensors(source, faults, streamOf(SENSOR_STREAM_SALT));
}

/** What stands between the parts of a device; all of it is decided outside. */
export interface SimulatedDeviceOptions {
  readonly firmware: Firmware;
  readonly deviceId: string;
  readonly script: UnitScript;
  readonly seed: number;
  readonly followsConfig: boolean;
  readonly link: Omit<
    DeviceLinkOptions,
    'deviceId' | 'outbox' | 'nextHistory' | 'onConfig' | 'random'
  >;
}

/** One device: it measures in event time, and its messages find their way in real time. */
export class SimulatedDevice {
  readonly deviceId: string;
  readonly outbox = new Outbox();
  readonly link: DeviceLink;
  private readonly firmware: Firmware;
  private readonly delivery: Delivery;
  private readonly past: Iterator<SealedMessage>;
  private isPastTold = false;

  constructor(options: SimulatedDeviceOptions) {
    const { deviceId, firmware, seed } = options;
    this.deviceId = deviceId;
    this.firmware = firmware;
    const random = SeededRandom.stream(seed ^ DELIVERY_STREAM_SALT, deviceNumber(deviceId));
    this.delivery = new Delivery(options.script.delivery, random);
    this.past = firmware.history();
    this.link = new DeviceLink({
      ...options.link,
      deviceId,
      outbox: this.outbox,
      random: new SeededRandom(random.next() * 2 ** 32),
      nextHistory: () => this.makeHistory(),
      onConfig: (config) => {
        if (options.followsConfig) firmware.configure(config);
      },
    });
  }

  /** Whether all of the past was made and acknowledged. */
  get isHistoryDelivered(): boolean {
    return this.isPastTold && this.outbox.isEmpty;
  }

  /** Samples given up because nobody could be told for too long. */
  get droppedSampleCount(): number {
    return this.outbox.droppedSampleCount + this.firmware.droppedSampleCount;
  }

  isCovered(at: Instant): boolean {
    return this.firmware.isCovered(at);
  }

  /** Lets the device live until `now` and sends what that gives. */
  advanceTo(now: Instant): void {
    for (const message of this.firmware.advanceTo(now)) {
      for (const passed of this.delivery.pass(message)) this.outbox.add(passed);
    }
    this.link.pump();
  }

  /** Sends all that is still held back, for a stop in good order. */
  flush(): void {
    const held = [...this.firmware.flush()].flatMap((message) => this.delivery.pass(message));
    for (const message of [...held, ...this.delivery.release()]) this.outbox.add(message);
    this.link.pump();
  }

  private makeHistory(): SealedMessage | undefined {
    if (this.isPastTold) return undefined;
    const next = this.past.next();
    if (next.done !== true) return next.value;
    this.isPastTold = true;
    return undefined;
  }
}
