import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRules } from '@lenglian/limits';
import { HOUR, SimulatedClock, type Instant } from '@lenglian/quantities';
import { ensureOrganisation, openRecords, sha256Hex, type Records } from '@lenglian/records';
import { copyEmptyRecords } from '@lenglian/records/testing';
import { ROLES, type Role } from '@lenglian/rights';
import { readConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { startApi, type RunningApi } from '../start-api.ts';
import { JudgeDouble } from './judge-double.ts';
import { MemoryHistory } from './memory-history.ts';

/** 2025-09-18T06:00:00Z. */
export const NOW: Instant = 1_758_175_200_000;
export const ORGANISATION = 'demo';
/** Another organisation, with a user of each role and nothing of its own. */
export const FOREIGN_ORGANISATION = 'other';
export const PASSWORD = 'a good enough password';
/** Its hash at the least cost that argon2id has: tests sign in a thousand times, each slow on purpose at the real one. */
const PASSWORD_HASH =
  '$argon2id$v=19$m=8,t=1,p=1$BwcHBwcHBwcHBwcHBwcHBw$yHSRnGHnbzrIQDLg6vnltVhbWTH0uoBzGKURoMFtTmQ';

export const SILENT_LOG: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** The real api over real records in a temporary folder; only judge and history are doubles. */
export interface ApiUnderTest {
  readonly url: string;
  readonly api: RunningApi;
  readonly records: Records;
  readonly judge: JudgeDouble;
  readonly history: MemoryHistory;
  readonly clock: SimulatedClock;
  readonly ids: SeededIds;
  readonly configuredDevices: string[];
  readonly dataDirectory: string;
  /** The address of a further api over the same records, as another process would have it. */
  another(): Promise<string>;
  close(): Promise<void>;
}

export interface SeededIds {
  readonly runId: string;
  readonly unitIds: readonly string[];
  readonly lotIds: readonly string[];
  readonly deviceIds: readonly string[];
}

/**
 * Starts an api with one run of three units, each with a lot and a device, and a user of each role.
 *
 * @param environment variables of the api besides those that every test needs
 * @param recordsUrl of a PostgreSQL database; the embedded one when absent
 */
export async function runApi({
  log = SILENT_LOG,
  environment = {},
  recordsUrl,
}: {
  log?: Log;
  environment?: Record<string, string>;
  recordsUrl?: string;
} = {}): Promise<ApiUnderTest> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'lenglian-api-'));
  const clock = new SimulatedClock(NOW);
  const open = () => openRecords({ url: recordsUrl, dataDirectory, clock });
  if (recordsUrl === undefined) await copyEmptyRecords(dataDirectory);
  const records = await open();
  await addUsers(records);
  const ids = await addJourney(records);
  const judge = new JudgeDouble();
  judge.now = NOW;
  const history = new MemoryHistory();
  const configuredDevices: string[] = [];
  const directories = { DATA_DIR: dataDirectory, DASHBOARD_DIR: dataDirectory };
  // A walk or a fuzz asks more in a minute than anybody.
  const anyNumber = { REQUESTS_PER_MINUTE_MAX: '1000000' };
  const config = readConfig({ PORT: '0', ...directories, ...anyNumber, ...environment });
  const start = (over: Records, by: JudgeDouble) =>
    startApi({
      config,
      ...{ records: over, judge: by, history, clock, peopleClock: clock },
      log,
      link: { isConnected: true, stats: undefined },
      historianLag: () => Promise.resolve(null),
      onDeviceConfigured: (deviceId) => void configuredDevices.push(deviceId),
      onJudgeNow: (now) => clock.advanceTo(now),
    });
  const api = await start(records, judge);
  const running = [{ api, records }];
  const urlOf = ({ port }: RunningApi) => `${config.https ? 'https' : 'http'}://127.0.0.1:${port}`;
  return {
    url: urlOf(api),
    ...{ api, records, judge, history, clock, ids, configuredDevices, dataDirectory },
    async another() {
      const further = await open();
      const one = { api: await start(further, new JudgeDouble()), records: further };
      running.push(one);
      return urlOf(one.api);
    },
    async close() {
      for (const one of running) {
        await one.api.close();
        await one.records.close();
      }
      await rm(dataDirectory, { recursive: true });
    },
  };
}

async function addUsers(records: Records): Promise<void> {
  for (const organisationId of [ORGANISATION, FOREIGN_ORGANISATION]) {
    await ensureOrganisation(records, organisationId);
    await addUsersOf(records, organisationId);
  }
}

async function addUsersOf(records: Records, organisationId: string): Promise<void> {
  for (const role of ROLES) {
    await records.users.add(
      { id: 'system' },
      {
        organisationId,
        username: usernameOf(role, organisationId),
        displayName: `${role} 先生`,
        role,
        passwordHash: PASSWORD_HASH,
      },
    );
  }
}

const SURE = { confidence: 'C', source: 'a test' } as const;

/** How long the pears keep: 210 to 225 days at 0 °C, 2.2 times as fast for each ten kelvin. */
const KEEPING = {
  setpointCelsius: { value: 0, ...SURE },
  shelfLife: [{ daysMin: 210, daysMax: 225, fromCelsius: 0, toCelsius: 0, ...SURE }],
  kinetics: [{ model: 'q10', q10: 2.2, fromCelsius: 0, toCelsius: 20, ...SURE }],
};

async function addJourney(records: Records): Promise<SeededIds> {
  const numbers = [1, 2, 3];
  const from = NOW - 6 * HOUR;
  const added = await records.journeys.addMany(
    { id: 'system' },
    {
      organisationId: ORGANISATION,
      places: ['KORLA', 'CHENGDU'].map((code) => ({
        ...{ code, nameZh: code, nameEn: code, latitudeDegrees: 40, longitudeDegrees: 86 },
        details: {},
      })),
      services: [{ code: 'XIANGLI', nameZh: '香梨号', nameEn: 'Xiangli', details: {} }],
      profiles: [
        {
          ...{ code: 'PEAR', version: 1, validFrom: 0, nameZh: '香梨', nameEn: 'Fragrant pear' },
          ...{ thermalState: 'chilled' as const, setpoint: 0, band: { low: -1, high: 2 } },
          ...{ criticalLow: -1.5, criticalHigh: 8, rules: defaultRules('chilled') },
          details: KEEPING,
        },
      ],
      runs: [
        {
          ...{ code: 'XLH-1', serviceCode: 'XIANGLI', nameZh: '香梨号 1', nameEn: 'Xiangli 1' },
          state: 'IN_TRANSIT',
          legs: [
            {
              ...{ mode: 'RAIL' as const, fromPlaceCode: 'KORLA', toPlaceCode: 'CHENGDU' },
              plannedDepartureAt: from,
              plannedArrivalAt: NOW + 96 * HOUR,
            },
          ],
        },
      ],
      devices: numbers.map((n) => ({
        id: `REEFER-${n}`,
        kind: 'reefer',
        tokenSha256: sha256Hex(`token ${n}`),
      })),
      units: numbers.map((n) => ({
        code: `UNIT-${n}`,
        kind: 'reefer',
        run: { runCode: 'XLH-1', position: n, equipmentGroup: 1, from },
        devices: [{ deviceId: `REEFER-${n}`, from }],
      })),
      lots: numbers.map((n) => ({
        ...{ code: `LOT-${n}`, commodityCode: 'PEAR', quantityKilograms: 20_000 },
        placement: { unitCode: `UNIT-${n}`, profileCode: 'PEAR', from },
      })),
    },
  );
  const idOf = (map: ReadonlyMap<string, string>, code: string): string => map.get(code) as string;
  return {
    runId: idOf(added.runIds, 'XLH-1'),
    unitIds: numbers.map((n) => idOf(added.unitIds, `UNIT-${n}`)),
    lotIds: numbers.map((n) => idOf(added.lotIds, `LOT-${n}`)),
    deviceIds: numbers.map((n) => `REEFER-${n}`),
  };
}

/** User names are unique over all organisations. */
function usernameOf(role: Role, organisationId: string): string {
  return organisationId === ORGANISATION ? role : `${organisationId}-${role}`;
}

/** A browser of one user: keeps its cookie. */
export class Visitor {
  cookie = '';
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** A visitor who is signed in. */
  static async as(role: Role, url: string, organisationId = ORGANISATION): Promise<Visitor> {
    const visitor = new Visitor(url);
    const username = usernameOf(role, organisationId);
    await visitor.post('/api/v1/auth/login', { username, password: PASSWORD });
    return visitor;
  }

  get(path: string): Promise<Response> {
    return this.send('GET', path);
  }

  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response> {
    return this.send('POST', path, body, headers);
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookie = response.headers.get('set-cookie');
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    return response;
  }
}
