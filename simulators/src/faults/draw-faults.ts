import { DAY, HOUR, MINUTE, SeededRandom, type Instant } from '@lenglian/quantities';
import type { ChannelName } from '@lenglian/readings';
import { deviceNumber, type FleetUnit } from '../fleet/fleet-unit.ts';
import type { Stage } from '../scenarios/scenario.ts';
import type { Fault } from './fault.ts';

/** Distinguishes the randomness of faults from that of samples, delivery and receivers. */
const FAULT_STREAM_SALT = 0x1b873593;
const EPOCHS: readonly Instant[] = [0, Date.UTC(2000, 0, 1)];
const TIME_ZONE = 8 * HOUR;
const SENTINELS: readonly (number | null)[] = [-127, 85, null];

/** What is known where a fault is drawn: a unit's trip, and chance of its own. */
interface Draw {
  readonly unit: FleetUnit;
  readonly trip: { readonly from: Instant; readonly until: Instant };
  /** Evenly between two numbers. */
  readonly between: (low: number, high: number) => number;
  readonly oneOf: <Of>(things: readonly Of[]) => Of;
}

interface Likely {
  /** For one unit on one trip. */
  readonly probability: number;
  readonly draw: (draw: Draw) => Fault | undefined;
}

/**
 * The faults of domain §5 with their probabilities [C], and how bad each is where it says nothing
 * [C]. Backfill out of order is none of these: it comes after every gap.
 */
const LIKELY: readonly Likely[] = [
  {
    probability: 0.005,
    draw: (d) => ({ kind: 'STUCK', channel: anAirOrProbe(d), ...later(d, 3 * HOUR, 24 * HOUR) }),
  },
  {
    probability: 0.01,
    draw: (d) => {
      const kelvinPerDay = d.between(0.5, 2) * d.oneOf([-1, 1]);
      return { kind: 'DRIFT', channel: anAirOrProbe(d), kelvinPerDay, ...later(d, DAY, 3 * DAY) };
    },
  },
  {
    probability: 0.02,
    draw: (d) => {
      const span = later(d, 10 * MINUTE, 6 * HOUR);
      const [channel, share] = [anAirOrProbe(d), d.between(0.02, 0.2)];
      const value = d.oneOf([...SENTINELS, undefined]);
      if (value !== undefined) return { kind: 'SENTINEL', channel, share, value, ...span };
      return { kind: 'SPIKE', channel, share, byKelvin: d.between(10, 40), ...span };
    },
  },
  { probability: 0.6, draw: (d) => ({ kind: 'OFFLINE', ...later(d, 10 * MINUTE, 2 * HOUR) }) },
  { probability: 0.15, draw: (d) => ({ kind: 'OFFLINE', ...later(d, 2 * HOUR, 8 * HOUR) }) },
  {
    probability: 0.03,
    draw: (d) => {
      const by = Math.round(d.between(MINUTE, 10 * MINUTE)) * d.oneOf([-1, 1]);
      return { kind: 'CLOCK_OFF', by, ...d.trip };
    },
  },
  {
    probability: 0.005,
    draw: (d) => {
      return { kind: 'CLOCK_RESET', epoch: d.oneOf(EPOCHS), ...later(d, 10 * MINUTE, 6 * HOUR) };
    },
  },
  { probability: 0.05, draw: (d) => ({ kind: 'DUPLICATES', share: d.between(0.02, 0.2) }) },
  { probability: 0.01, draw: (d) => ({ kind: 'CLOCK_OFF', by: TIME_ZONE, ...d.trip }) },
  { probability: 0.003, draw: (d) => (hasMachine(d) ? { kind: 'SWAPPED', ...d.trip } : undefined) },
  {
    probability: 0.01,
    draw: (d) => {
      if (!('setpointCelsius' in d.unit)) return undefined;
      const shift = Math.round(d.between(2, 8)) * d.oneOf([-1, 1]);
      const celsius = d.unit.setpointCelsius + shift;
      return { kind: 'SETPOINT_WRONG', at: momentOf(d), celsius };
    },
  },
  {
    probability: 0.05,
    draw: (d) => ({ kind: 'REBOOT', at: momentOf(d), keepsBoot: d.between(0, 1) < 0.2 }),
  },
  { probability: 0.005, draw: () => ({ kind: 'WRONG_LOT_PAIRING' }) },
];

/**
 * What goes wrong with a unit on its trip, from the stage's history to `until`: the same arguments
 * draw the same faults, and whether one is drawn does not depend on the others.
 */
export function drawFaults(unit: FleetUnit, stage: Stage, until: Instant): Fault[] {
  const trip = { from: stage.historyFrom, until };
  const seeds = SeededRandom.stream(stage.seed ^ FAULT_STREAM_SALT, deviceNumber(unit.deviceId));
  return LIKELY.flatMap(({ probability, draw }) => {
    // Chance of its own for each, however much of it the others draw.
    const random = new SeededRandom(seeds.next() * 2 ** 32);
    if (random.next() >= probability) return [];
    const between = (low: number, high: number) => low + random.next() * (high - low);
    const oneOf = <Of>(things: readonly Of[]) =>
      things[Math.floor(random.next() * things.length)] as Of;
    const fault = draw({ unit, trip, between, oneOf });
    return fault === undefined ? [] : [fault];
  });
}

function momentOf({ trip, between }: Draw): Instant {
  return Math.round(between(trip.from, trip.until));
}

/** A span that begins somewhere in the trip. */
function later(draw: Draw, shortest: number, longest: number) {
  const from = momentOf(draw);
  return { from, until: Math.round(from + draw.between(shortest, longest)) };
}

function hasMachine({ unit }: Draw): boolean {
  return unit.kind !== 'tanker' && unit.kind !== 'box';
}

function anAirOrProbe(draw: Draw): ChannelName {
  const probe = 'cargoProbe1TemperatureCelsius';
  if (!hasMachine(draw)) return probe;
  return draw.oneOf(['supplyTemperatureCelsius', 'returnTemperatureCelsius', probe] as const);
}
