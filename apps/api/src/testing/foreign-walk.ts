import { anEpisode } from '@lenglian/breaches/testing';
import { aHandOver } from '@lenglian/goods/testing';
import type { NewContact } from '@lenglian/records';
import { RIGHTS, type Right } from '@lenglian/rights';
import { openApiOf } from '../http/openapi.ts';
import { aPlace, aProfileEntry, aService } from './network-entries.ts';
import { NOW, type ApiUnderTest, type Visitor } from './running-api.ts';
import { aVerdict } from './verdicts.ts';

const DECIDED_ALERT = '0197a000-0000-7000-8000-000000000077';

export interface Operation {
  readonly method: string;
  /** With `{id}` in it, as in the document. */
  readonly path: string;
  readonly right: Right;
}

/** One of our records of each kind, to be asked for by other organisations in every way there is. */
export class ForeignWalk {
  readonly alertId: string;
  /** What another organisation must never see. */
  readonly ours: readonly string[];
  /** The same of every api; its document takes a third of a second. */
  private static known: readonly Operation[] | undefined;
  private readonly allOperations: readonly Operation[];
  /** By the first word of a path after the prefix. */
  private readonly ids: Readonly<Record<string, string | undefined>>;
  private readonly bodies: Readonly<Record<string, object>>;

  private constructor(
    sut: ApiUnderTest,
    ids: Readonly<Record<string, string | undefined>>,
    bodies: Readonly<Record<string, object>>,
  ) {
    this.allOperations = ForeignWalk.known ??= ForeignWalk.operationsOf(sut);
    this.ids = ids;
    this.bodies = bodies;
    this.alertId = ids['alerts'] ?? '';
    const { unitIds, lotIds, deviceIds } = sut.ids;
    this.ours = [
      ...Object.values({ ...ids, ...IN_MANY_ANSWERS }).filter((id) => id !== undefined),
      ...[...unitIds, ...lotIds, ...deviceIds],
      ...['XLH-1', 'UNIT-1', 'LOT-1', '"PEAR"', 'secret-payload'],
    ];
  }

  /** Adds what the api under test does not begin with. */
  static async over(sut: ApiUnderTest): Promise<ForeignWalk> {
    const verdict = aVerdict(sut, { sequence: 1 });
    await sut.judge.decide(verdict);
    sut.judge.quarantineNow({
      ...{ id: '77', receivedAt: NOW, organisationId: 'demo', deviceId: 'REEFER-1' },
      ...{ kind: 'TELEMETRY', reason: 'NOT_JSON', detail: 'nonsense', replayedAt: null },
      payload: Buffer.from('secret-payload'),
    });
    const { handOverId, settlement } = await addHandOver(sut);
    const page = { organisationId: 'demo', limit: 1 };
    const ids = {
      runs: sut.ids.runId,
      units: sut.ids.unitIds[0],
      lots: sut.ids.lotIds[0],
      devices: 'REEFER-1',
      alerts: verdict.alertId,
      incidents: verdict.alertId,
      quarantine: '77',
      users: (await sut.records.users.findByUsername('viewer'))?.id,
      'hand-overs': handOverId,
      grants: await addGrant(sut),
      transformations: await split(sut),
      contacts: await addContact(sut),
      reviews: await addReview(sut),
      links: await addLink(sut),
      places: (await sut.records.network.places(page)).items[0]?.id,
      services: (await sut.records.network.services(page)).items[0]?.id,
      profiles: (await sut.records.profiles.list(page)).items[0]?.id,
      organisations: 'demo',
    };
    const bodies = {
      ...BODIES,
      'POST /api/v1/runs/{id}/departure/releases': {
        ...{ unitId: ids.units, reason: 'sealed by wire' },
        checks: [{ check: 'SEAL', state: 'UNKNOWN' }],
      },
      'POST /api/v1/bindings': {
        ...{ kind: 'unit', subjectId: ids.units, targetId: null, from: NOW, reason: 'set out' },
      },
      'POST /api/v1/hand-overs/{id}/settle': settlement,
      'PUT /api/v1/contacts/{id}': aDriver(sut),
      'POST /api/v1/contacts/{id}/dial': { alertId: verdict.alertId },
    };
    return new ForeignWalk(sut, ids, bodies);
  }

  /** Every operation that demands a right; that none is missing, the walk of rights proves. */
  operations(): readonly Operation[] {
    return this.allOperations;
  }

  private static operationsOf(sut: ApiUnderTest): Operation[] {
    const { paths } = openApiOf(sut.api.app);
    return Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, Record<string, unknown>>)
        .filter(([, operation]) => RIGHTS.includes(operation?.['x-requires'] as Right))
        .map(([method, operation]) => ({
          ...{ method: method.toUpperCase(), path },
          right: operation['x-requires'] as Right,
        })),
    );
  }

  /** Asks for our record with a body and a query that are right: only whose it is can refuse. */
  knock(
    visitor: Visitor,
    { method, path }: Pick<Operation, 'method' | 'path'>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const url = path
      .replace('{linkId}', this.ids['links'] ?? '')
      .replace(/\{\w+\}/g, () => this.idFor(path));
    const query = path.includes('{') ? OF_ONE : (QUERIES[path] ?? '');
    if (method === 'GET') return visitor.send(method, `${url}${query}`, undefined, headers);
    return visitor.send(method, url, this.bodies[`${method} ${path}`] ?? {}, headers);
  }

  /** One of our records for each kind of path; a new kind of path must be added above. */
  private idFor(path: string): string {
    // What is said and decided is of an alert that has cleared.
    if (/\/(close|disposition)$/.test(path)) return DECIDED_ALERT;
    const id = this.ids[path.split('/')[3] ?? ''];
    if (id === undefined) throw new RangeError(`which record of ours is meant by ${path}?`);
    return id;
  }
}

/** The driver of the first unit. */
function aDriver({ ids }: ApiUnderTest): NewContact {
  return {
    ...{ subjectKind: 'unit', subjectId: ids.unitIds[0] ?? '', legOrdinal: null },
    ...{ role: 'DRIVER', name: '买买提', phone: '+8613912345678', language: 'ug' },
    ...{ hours: null, deputyOfId: null, note: null },
  };
}

async function addContact(sut: ApiUnderTest): Promise<string> {
  return (await sut.records.contacts.add({ id: 'system' }, 'demo', aDriver(sut))).id;
}

/** A decision whose verdict changed, about an alert of our third lot. */
async function addReview(sut: ApiUnderTest): Promise<string> {
  const alertId = DECIDED_ALERT;
  const tell = async (sequence: number, peak: number) => {
    const ended = { startedAt: NOW - 25 * 60_000, endedAt: NOW - 60_000, clearedAt: NOW };
    const episode = anEpisode({ rule: 'CRIT_HI', severity: 'CRITICAL', ...ended, peak });
    const lotId = sut.ids.lotIds[2] ?? null;
    await sut.judge.decide(aVerdict(sut, { sequence, alertId, lotId, episode }));
  };
  await tell(2, 9);
  const decision = { disposition: 'HOLD', reason: 'to be measured' } as const;
  await sut.records.alerts.dispose({ id: 'system' }, alertId, decision);
  await tell(3, 10);
  return (await sut.records.alerts.get(alertId))?.openReviewId ?? '';
}

/** A part of the third lot, in its box. */
async function split({ records }: ApiUnderTest): Promise<string> {
  const { transformation } = await records.lots.transform({ id: 'system' }, 'demo', {
    ...{ kind: 'SPLIT', at: NOW - 1, inputs: [{ lotCode: 'LOT-3', quantityKilograms: 1 }] },
    outputs: [{ lotCode: 'PART-3', quantityKilograms: 1 }],
  });
  return transformation.id;
}

/** A link of our first lot. */
async function addLink({ records, ids }: ApiUnderTest): Promise<string> {
  const link = { lotId: ids.lotIds[0] ?? '', label: 'for them', validUntil: NOW + 3_600_000 };
  const actor = { id: 'system' };
  return (await records.lotLinks.add(actor, { organisationId: 'demo', ...link })).link.id;
}

/** A grant to a third organisation. */
async function addGrant(sut: ApiUnderTest): Promise<string> {
  const actor = { id: 'system' };
  await sut.records.organisations.ensure(actor, { id: 'third', nameZh: '第三方', nameEn: 'Third' });
  const { id } = await sut.records.grants.add(actor, {
    ...{ organisationId: 'demo', granteeOrganisationId: 'third', kind: 'custody' },
    ...{ subjectId: sut.ids.runId, legOrdinal: null, validFrom: NOW, validUntil: null },
  });
  return id;
}

/** A disputed hand-over to somebody who has no records here. */
async function addHandOver(sut: ApiUnderTest): Promise<{ handOverId: string; settlement: object }> {
  const reported = aHandOver({ handedOverAt: NOW, placeCode: null });
  const { handOvers } = sut.records;
  const actor = { id: 'system' };
  const recorded = await handOvers.record(actor, 'demo', { ...reported, conditions: [] });
  const handOverId = recorded.handOver.id;
  const objection = { side: 'TO', organisationId: 'demo', reason: 'wet' } as const;
  const { disputes } = await handOvers.dispute(actor, handOverId, objection);
  return { handOverId, settlement: { disputeId: disputes[0]?.id, settlement: 'dried' } };
}

/** What stands in many an answer: the number of a message in quarantine, and whose something is. */
const IN_MANY_ANSWERS = { quarantine: undefined, organisations: undefined };

/** A body or query that is right, so that only whose record it is can be what refuses. */
const BODIES: Record<string, object> = {
  'POST /api/v1/hand-overs/{id}/confirm': { side: 'TO' },
  'POST /api/v1/hand-overs/{id}/dispute': { side: 'TO', reason: 'wet' },
  'POST /api/v1/hand-overs/{id}/links': { side: 'FROM', validUntil: NOW + 1 },
  'POST /api/v1/alerts/{id}/acknowledge': {},
  'POST /api/v1/incidents/{id}/acknowledge': {},
  'POST /api/v1/alerts/{id}/shelve': { until: NOW + 3_600_000, reason: 'waits for the next stop' },
  'POST /api/v1/alerts/{id}/close': { cause: 'door', correctiveAction: 'shut' },
  'POST /api/v1/alerts/{id}/disposition': { disposition: 'HOLD', reason: 'to be measured' },
  'POST /api/v1/reviews/{id}/resolve': { note: 'measured again' },
  'PATCH /api/v1/devices/{id}': { reportingIntervalSeconds: 300 },
  'POST /api/v1/runs/{id}/copy': { runCode: 'COPY', departureAt: NOW },
  'POST /api/v1/runs/{id}/delay': { leg: 1, of: 'ARRIVAL', delayMinutes: 5, reason: 'wind' },
  'POST /api/v1/runs/{id}/state': { state: 'ARRIVED' },
  'POST /api/v1/units/{id}/declarations': { state: 'IN_USE', validFrom: NOW },
  'POST /api/v1/units/{id}/inspections': { inspectedAt: NOW, hasPassed: true },
  'POST /api/v1/units/{id}/seals': { sealedAt: NOW, sealNumber: 'S-1' },
  'POST /api/v1/units/{id}/cleanings': { cleanedAt: NOW, isClean: true },
  'POST /api/v1/devices/{id}/calibrations': { calibratedAt: NOW, validUntil: NOW + 1 },
  'POST /api/v1/runs/{id}/legs': { leg: 1, departedAt: NOW - 3_600_000 },
  'POST /api/v1/transformations/{id}/undo': { reason: 'wrong box' },
  'POST /api/v1/lots/{id}/links': { validUntil: NOW + 3_600_000 },
  'POST /api/v1/profiles/{id}/versions': aProfileEntry('PEAR'),
  'PUT /api/v1/places/{id}': aPlace('KORLA'),
  'PUT /api/v1/services/{id}': aService('XIANGLI'),
  'POST /api/v1/quarantine/{id}/replay': {},
  'PATCH /api/v1/lots/{id}': { packageCount: 840 },
  'PATCH /api/v1/users/{id}': { displayName: 'Viewer' },
};
const OF_ONE = `?from=${NOW - 3_600_000}&to=${NOW}&asOf=${NOW}`;
/** Lists are asked for all that they have, but those that want to be told of what. */
const QUERIES: Record<string, string> = {
  '/api/v1/persons': '?name=x',
  '/api/v1/losses': `?from=${NOW - 3_600_000}&until=${NOW + 1}`,
  '/api/v1/losses/export': `?from=${NOW - 3_600_000}&until=${NOW + 1}`,
  '/api/v1/bindings': '?kind=device&subjectId=REEFER-1',
};
