import type {
  AddedDeviceView,
  AddedUnitView,
  AlertView,
  TakenPlanView,
} from '@lenglian/console-contract';
import { HOUR, MINUTE, toIso, type Instant } from '@lenglian/quantities';
import type { FleetCredentials } from '../fleet/fleet-credentials.ts';
import type { FleetUnit } from '../fleet/fleet-unit.ts';
import { simulateFleet, type FleetSummary } from '../simulate-fleet.ts';
import { ApiClient, type Credentials } from './api-client.ts';
import { Cast } from './cast.ts';
import { JourneyError } from './journey-errors.ts';
import type { Act, Journey, JourneyScript } from './journey.ts';
import { Person } from './people.ts';
import type { TruthLine } from './truth-line.ts';
import { judgeJourney } from './verdict.ts';
import { readWhatStands, unitCodesOf, type WhatStands } from './what-stands.ts';

/** The first year in which a journey begins on an installation that has no time yet. */
const FIRST_YEAR = 2027;
const BEIJING_HOURS_AHEAD = 8;

export interface PlayOptions {
  readonly journey: Journey;
  readonly seed: number;
  readonly apiUrl: string;
  readonly brokerUrl: string;
  readonly credentials: Credentials;
  /** Of its first departure; the next day of its season by the installation's time where absent. */
  readonly departure?: Instant | undefined;
  /** Event time per real time; `max`: as fast as it is judged. */
  readonly speed: number | 'max';
  readonly onAct?: (act: Act, at: Instant) => void;
}

export interface PlayedJourney {
  readonly departure: Instant;
  readonly lines: readonly TruthLine[];
  readonly stands: WhatStands;
  readonly summary: FleetSummary;
  /** Real time. */
  readonly seconds: number;
}

/**
 * Plays a whole journey: devices over MQTT, people by REST, in lock-step with the simulated clock, and
 * holds what stands at the end against the journey's truth.
 *
 * @throws JourneyError, ApiRefusedError, and as `simulateFleet`
 */
export async function playJourney(options: PlayOptions): Promise<PlayedJourney> {
  const { journey, seed, apiUrl } = options;
  const began = performance.now();
  const api = await ApiClient.signIn(apiUrl, options.credentials);
  const departure = await departureOf(api, options);
  const script = journey.write(new Cast(journey.code, seed));
  const [from, until] = journey.plays;
  const person = new Person(api, departure, departure + from * MINUTE);
  const desk = new Desk(person, script, options);
  const run = simulateFleet({
    scenario: {
      ...{ name: journey.name, summary: journey.summary, historyMin: 0 },
      ...{ sampling: journey.sampling, reporting: journey.sampling },
      write: (_fleet, stage) =>
        script.players.map((player) => player.script({ ...stage, start: departure })),
    },
    ...{ seed, brokerUrl: options.brokerUrl, speed: options.speed, tellsTime: true },
    fleet: script.players.map(({ unit }) => fromStart(unit, from)),
    credentials: await provision(person, script, seed),
    start: departure + from * MINUTE,
    duration: (until - from) * MINUTE,
    // Its intervals are the journey's: what the api sets devices to would make it another one.
    followsConfig: false,
    stops: script.acts.map(({ at }) => departure + at * MINUTE),
    onStep: (now) => desk.comeTo(now),
  });
  const summary = await run.finished;
  await api.settled(person.now);
  const codePrefix = `${journey.code}-${seed}-`;
  const stands = await readWhatStands(api, script, { from: departure + from * MINUTE, codePrefix });
  return {
    ...{ departure, stands, summary },
    lines: judgeJourney(script.truth, stands, departure),
    seconds: (performance.now() - began) / 1_000,
  };
}

/** Where people sit: they plan the run when it begins, and act when the time has come. */
class Desk {
  private readonly person: Person;
  private readonly script: JourneyScript;
  private readonly options: PlayOptions;
  /** Those that are still to come, in the order of the file where they are at one moment. */
  private readonly acts: Act[];
  private isPlanned = false;
  /** Something is foretold of its units. */
  private isForetold = false;
  private settledAt: Instant = 0;

  constructor(person: Person, script: JourneyScript, options: PlayOptions) {
    this.person = person;
    this.script = script;
    this.options = options;
    this.acts = script.acts.toSorted((a, b) => a.at - b.at);
  }

  /** Everything until `now` is judged; then whoever has something to do does it. */
  async comeTo(now: Instant): Promise<void> {
    const { person } = this;
    person.now = now;
    if (!this.mustBeSettled(now)) return;
    await person.api.settled(now);
    this.settledAt = now;
    if (!this.isPlanned) await this.planRun();
    for (let act = this.acts[0]; act && person.at(act.at) <= now; act = this.acts[0]) {
      this.acts.shift();
      this.options.onAct?.(act, now);
      await act.take(person);
      await person.api.settled(now);
    }
    if (this.options.journey.watched !== undefined) this.isForetold = await this.foretells();
  }

  private mustBeSettled(now: Instant): boolean {
    const { person, acts } = this;
    const { watched } = this.options.journey;
    const isWatched =
      watched?.some(([from, until]) => person.at(from) <= now && now < person.at(until)) ?? true;
    const next = acts[0];
    const hasAct = next !== undefined && person.at(next.at) <= now;
    return isWatched || this.isForetold || hasAct || now - this.settledAt >= HOUR;
  }

  /** What is foretold ends by when goods are asked for their outlook: at each step, or another time each time. */
  private async foretells(): Promise<boolean> {
    const codes = unitCodesOf(this.script);
    const told = await this.person.api.all<AlertView>('/api/v1/alerts?state=live&rule=PREDICTED');
    return told.some(({ unitCode }) => codes.has(unitCode));
  }

  private async planRun(): Promise<void> {
    this.isPlanned = true;
    const { person, script } = this;
    const { plan } = script;
    if (plan === null) return;
    const { legs, loadsAt, ...rest } = plan;
    const taken = await person.api.post<TakenPlanView>('/api/v1/runs', {
      ...rest,
      loadingAt: person.at(loadsAt),
      departureAt: person.at(legs[0]?.departs ?? 0),
      legs: legs.map(({ mode, from, to, departs, arrives }) => ({
        ...{ mode, fromPlaceCode: from, toPlaceCode: to },
        ...{ plannedDepartureAt: person.at(departs), plannedArrivalAt: person.at(arrives) },
      })),
    });
    person.noteRun(plan.runCode, taken.run.id);
    await person.api.settled(person.now);
  }
}

/** The next day of its season whose beginning has not been told there yet. */
async function departureOf(api: ApiClient, { journey, departure }: PlayOptions): Promise<Instant> {
  const { judge } = await api.readiness();
  const now = judge.now ?? 0;
  const { month, day, hour } = journey.departs;
  const earliest = (at: Instant) => at + journey.plays[0] * MINUTE - HOUR;
  let year = Math.max(FIRST_YEAR, new Date(now).getUTCFullYear());
  const inYear = () => Date.UTC(year, month - 1, day, hour - BEIJING_HOURS_AHEAD);
  while (earliest(inYear()) < now) year++;
  const chosen = departure ?? inYear();
  if (earliest(chosen) >= now) return chosen;
  const first = toIso(now - journey.plays[0] * MINUTE + HOUR);
  throw new JourneyError(
    `it is ${toIso(now)} there, and time goes on only: --start from ${first} on`,
  );
}

/** Adds the journey's units without a plan, and its devices; their tokens are told this once. */
async function provision(
  person: Person,
  { players, stock = [] }: JourneyScript,
  seed: number,
): Promise<FleetCredentials> {
  const { api, departure } = person;
  for (const { unitCode, kind, state } of stock) {
    const { unit } = await api.post<AddedUnitView>('/api/v1/units', { code: unitCode, kind });
    const declared = { state, validFrom: person.now, reason: 'journey' };
    await api.post(`/api/v1/units/${unit.id}/declarations`, declared);
  }
  const devices = [];
  let organisationId = '';
  for (const { unit, deviceKind, boundTo } of players) {
    const { device, token } = await api
      .post<AddedDeviceView>('/api/v1/devices', {
        ...{ id: unit.deviceId, kind: deviceKind },
        ...(boundTo && {
          unitCode: boundTo.unitCode,
          boundFrom: departure + boundTo.from * MINUTE,
        }),
      })
      .catch((cause: unknown) => {
        const why = `device ${unit.deviceId} cannot be added: was this played with seed ${seed} here before?`;
        throw new JourneyError(`${why} Take another --seed. ${(cause as Error).message}`, {
          cause,
        });
      });
    organisationId = device.organisationId;
    devices.push({ deviceId: unit.deviceId, token });
  }
  return { organisationId, devices };
}

/** Journeys count from their departure, fleets from when they begin to play. */
function fromStart(unit: FleetUnit, playsFrom: number): FleetUnit {
  const shift = playsFrom * MINUTE;
  return {
    ...unit,
    ...('loadedBefore' in unit && { loadedBefore: unit.loadedBefore + shift }),
    climate: unit.climate.map((point) => ({ ...point, at: point.at - shift })),
    ...(unit.way && { way: unit.way.map((point) => ({ ...point, at: point.at - shift })) }),
    coverageHoles: unit.coverageHoles.map((hole) =>
      'from' in hole ? { ...hole, from: hole.from - shift, until: hole.until - shift } : hole,
    ),
  };
}
