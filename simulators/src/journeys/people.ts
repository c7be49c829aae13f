import type {
  AlertView,
  HandOverRequest,
  HandOverView,
  IncidentView,
  MovedRunView,
  RecordedHandOverView,
} from '@lenglian/console-contract';
import type { IncidentCause } from '@lenglian/incidents';
import { MINUTE, type Instant } from '@lenglian/quantities';
import type { ApiClient } from './api-client.ts';
import { JourneyError } from './journey-errors.ts';
import type { Act, Minute } from './journey.ts';

/** What of a hand-over is not always the same. */
export interface HandOverOfJourney {
  readonly kind: HandOverRequest['kind'];
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly lots: readonly (Pick<HandOverRequest['lots'][number], 'lotCode'> &
    Partial<HandOverRequest['lots'][number]>)[];
  readonly surfaceTemperatureCelsius?: number;
  readonly coreTemperatureCelsius?: number;
  readonly more?: Partial<HandOverRequest>;
}

/** Somebody of the organisation, who does by REST what is done at a desk or beside a train. */
export class Person {
  readonly api: ApiClient;
  /** When the journey's first leg departs. */
  readonly departure: Instant;
  /** The simulated now. */
  now: Instant;
  private readonly runIds = new Map<string, string>();

  constructor(api: ApiClient, departure: Instant, now: Instant) {
    this.api = api;
    this.departure = departure;
    this.now = now;
  }

  /** A moment of the journey as UTC ms. */
  at(minute: Minute): Instant {
    return this.departure + minute * MINUTE;
  }

  noteRun(code: string, id: string): void {
    this.runIds.set(code, id);
  }

  /** @throws JourneyError for a run that this journey did not bring */
  runId(code: string): string {
    const id = this.runIds.get(code);
    if (id === undefined) throw new JourneyError(`there is no run ${code} in this journey`);
    return id;
  }

  setState(runCode: string, state: string): Promise<MovedRunView> {
    const path = `/api/v1/runs/${this.runId(runCode)}/state`;
    return this.api.post(path, { state, at: this.now });
  }

  /** @param reason needed where positions tell otherwise */
  reportLeg(
    runCode: string,
    { leg, what, reason }: { leg: number; what: 'departedAt' | 'arrivedAt'; reason?: string },
  ): Promise<MovedRunView> {
    const path = `/api/v1/runs/${this.runId(runCode)}/legs`;
    return this.api.post(path, { leg, [what]: this.now, ...(reason !== undefined && { reason }) });
  }

  /** Recorded, and signed by both parties on paper. */
  async handOver(handOver: HandOverOfJourney): Promise<HandOverView> {
    const { kind, place, from, to, lots, more, ...measured } = handOver;
    const request = {
      ...{ kind, handedOverAt: this.now, placeCode: place },
      ...{ from: { name: from }, to: { name: to }, lots, ...measured, ...more },
    };
    const { api } = this;
    const recorded = await api.post<RecordedHandOverView>('/api/v1/hand-overs', request);
    const path = `/api/v1/hand-overs/${recorded.handOver.id}/confirm`;
    await api.post(path, { side: 'FROM' });
    return api.post<HandOverView>(path, { side: 'TO' });
  }

  /**
   * Takes every live incident of a cause, on units of a run where one is named.
   *
   * @throws JourneyError where there is none
   */
  async takeIncidents(cause: IncidentCause, runCode?: string): Promise<void> {
    const run = runCode === undefined ? '' : `&runId=${this.runId(runCode)}`;
    const where = `/api/v1/incidents?state=live&cause=${cause}${run}`;
    const found = await this.api.all<IncidentView>(where);
    if (found.length === 0) throw new JourneyError(`there is no live incident ${cause} to take`);
    for (const { id } of found)
      await this.api.post(`/api/v1/incidents/${id}/acknowledge`, {
        ...{ nextCheckAt: this.now + 60 * MINUTE, note: 'called the train crew' },
      });
  }

  /**
   * Says of every alert of a run that has ended what it was and what was done.
   *
   * @throws JourneyError where there is none
   */
  async closeCleared(runCode: string, cause: string, correctiveAction: string): Promise<void> {
    const where = `/api/v1/alerts?state=CLEARED&runId=${this.runId(runCode)}`;
    const found = await this.api.all<AlertView>(where);
    if (found.length === 0) throw new JourneyError(`no alert of ${runCode} has ended`);
    for (const { id } of found)
      await this.api.post(`/api/v1/alerts/${id}/close`, { cause, correctiveAction });
  }

  async declare(unitCode: string, state: 'EMPTY' | 'IN_USE' | 'LAID_UP'): Promise<void> {
    const id = await this.unitId(unitCode);
    const reason = 'journey';
    await this.api.post(`/api/v1/units/${id}/declarations`, { state, validFrom: this.now, reason });
  }

  /** @throws JourneyError for one that is not there */
  async lotId(code: string): Promise<string> {
    const where = `/api/v1/lots?codePrefix=${encodeURIComponent(code)}`;
    const found = await this.api.all<{ readonly id: string; readonly code: string }>(where);
    const lot = found.find((one) => one.code === code);
    if (lot === undefined) throw new JourneyError(`there is no lot ${code}`);
    return lot.id;
  }

  /** The lot lies in that unit from now on. */
  async putInto(lotCode: string, unitCode: string): Promise<unknown> {
    return this.api.post('/api/v1/bindings', {
      ...{ kind: 'lot', subjectId: await this.lotId(lotCode), from: this.now },
      ...{ targetId: await this.unitId(unitCode), reason: 'journey' },
    });
  }

  async unitId(code: string): Promise<string> {
    const where = `/api/v1/units?codePrefix=${encodeURIComponent(code)}`;
    const found = await this.api.all<{ readonly id: string; readonly code: string }>(where);
    const unit = found.find((one) => one.code === code);
    if (unit === undefined) throw new JourneyError(`there is no unit ${code}`);
    return unit.id;
  }
}

/** The run goes a step on at that moment. */
export function step(at: Minute, runCode: string, state: string): Act {
  return { at, says: `${runCode} ${state}`, take: (person) => person.setState(runCode, state) };
}

/** @param leg from 1 */
export function legDeparts(at: Minute, runCode: string, leg: number): Act {
  const says = `${runCode} leg ${leg} departs`;
  return { at, says, take: (person) => person.reportLeg(runCode, { leg, what: 'departedAt' }) };
}

/** @param leg from 1 @param reason needed where positions tell otherwise */
export function legArrives(at: Minute, runCode: string, leg: number, reason?: string): Act {
  const says = `${runCode} leg ${leg} arrives`;
  const report = { leg, what: 'arrivedAt', ...(reason !== undefined && { reason }) } as const;
  return { at, says, take: (person) => person.reportLeg(runCode, report) };
}

/** Goods go from where they lay into another unit. */
export function moveInto(at: Minute, lotCode: string, unitCode: string): Act {
  const says = `${lotCode} goes into ${unitCode}`;
  return { at, says, take: (person) => person.putInto(lotCode, unitCode) };
}

export function handOver(at: Minute, said: HandOverOfJourney): Act {
  const says = `${said.from} hands ${said.lots.length} lots over to ${said.to}`;
  return { at, says, take: (person) => person.handOver(said) };
}

export function takeIncidents(at: Minute, cause: IncidentCause, runCode?: string): Act {
  const says = `somebody takes what is ${cause}`;
  return { at, says, take: (person) => person.takeIncidents(cause, runCode) };
}

export function declare(at: Minute, unitCode: string, state: 'EMPTY' | 'IN_USE' | 'LAID_UP'): Act {
  return { at, says: `${unitCode} is ${state}`, take: (person) => person.declare(unitCode, state) };
}
