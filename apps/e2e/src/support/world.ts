import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { connect, type MqttClient } from 'mqtt';
import { HOUR, type Clock } from '@lenglian/quantities';
import {
  ensureAdmin,
  loadSeeds,
  newToken,
  openRecords,
  sha256Hex,
  type Actor,
  type Records,
} from '@lenglian/records';
import { ROOT, Stack } from '@lenglian/tools';

export const systemClock: Clock = { now: () => Date.now() };
export const ADMIN_PASSWORD = 'an-end-to-end-password';
const actor: Actor = { id: 'shell', reason: 'end-to-end test' };

/** A device with its unit and its lot of pears (band −0.5…2 °C). */
export interface WorldDevice {
  readonly deviceId: string;
  readonly token: string;
  readonly unitCode: string;
}

/** Broker and api as real processes on a data directory of their own. */
export class World {
  readonly dataDirectory: string;
  readonly stack: Stack;
  private readonly recordsUrl: string | undefined;
  private cookie = '';
  private readonly clients: MqttClient[] = [];

  private constructor(dataDirectory: string, environment: Record<string, string>) {
    this.dataDirectory = dataDirectory;
    this.recordsUrl = environment['RECORDS_URL'];
    this.stack = new Stack({
      dataDirectory,
      environment: { LOG_LEVEL: 'warn', JOURNAL_RESERVE_BYTES: '0', ...environment },
    });
  }

  /** Devices are provisioned, bound and loaded before anything starts. */
  static async begin(devices: readonly string[], environment: Record<string, string> = {}) {
    const world = new World(fs.mkdtempSync(path.join(os.tmpdir(), 'lenglian-e2e-')), environment);
    const provisioned = await world.withRecords(async (records) => {
      await ensureAdmin(records, ADMIN_PASSWORD);
      await loadSeeds(records, path.join(ROOT, 'seeds'), systemClock.now(), {
        withSimulatedRuns: false,
      });
      return addDevices(records, devices);
    });
    await world.stack.start();
    return { world, devices: provisioned };
  }

  async end(): Promise<void> {
    for (const client of this.clients) await client.endAsync(true);
    await this.stack.stop();
    fs.rmSync(this.dataDirectory, { recursive: true, force: true });
  }

  /** The records beside the running api, as the shell's device command opens them. */
  async withRecords<Result>(work: (records: Records) => Promise<Result>): Promise<Result> {
    const { dataDirectory, recordsUrl: url } = this;
    const records = await openRecords({ url, dataDirectory, clock: systemClock });
    try {
      return await work(records);
    } finally {
      await records.close();
    }
  }

  /** A real MQTT client, let in as this device; rejects with the broker's refusal. */
  async connect(device: { deviceId: string; token?: string }): Promise<MqttClient> {
    const client = connect(`mqtt://127.0.0.1:${this.stack.mqttPort}`, {
      clientId: device.deviceId,
      username: device.deviceId,
      ...(device.token === undefined ? {} : { password: device.token }),
      reconnectPeriod: 0,
    });
    try {
      await new Promise<void>((resolve, reject) => {
        client.once('connect', () => resolve());
        client.once('error', reject);
      });
    } catch (error) {
      await client.endAsync(true);
      throw error;
    }
    client.on('error', () => undefined);
    this.clients.push(client);
    return client;
  }

  async signIn(): Promise<void> {
    const response = await fetch(`${this.stack.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.stack.url },
      body: JSON.stringify({ username: 'admin', password: ADMIN_PASSWORD }),
    });
    if (!response.ok) throw new RangeError(`sign-in: ${response.status} ${await response.text()}`);
    this.cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  }

  async get<Answer>(where: string): Promise<Answer> {
    return JSON.parse(await this.text(where)) as Answer;
  }

  async text(where: string): Promise<string> {
    const response = await fetch(`${this.stack.url}${where}`, { headers: { cookie: this.cookie } });
    if (!response.ok) throw new RangeError(`${where}: ${response.status} ${await response.text()}`);
    return response.text();
  }

  async post(where: string, body: unknown): Promise<Response> {
    return fetch(`${this.stack.url}${where}`, {
      method: 'POST',
      headers: { cookie: this.cookie, 'content-type': 'application/json', origin: this.stack.url },
      body: JSON.stringify(body),
    });
  }
}

async function addDevices(records: Records, deviceIds: readonly string[]): Promise<WorldDevice[]> {
  const from = systemClock.now() - 48 * HOUR;
  const devices = deviceIds.map((deviceId) => ({
    deviceId,
    token: newToken(),
    unitCode: `UNIT-${deviceId}`,
  }));
  await records.journeys.addMany(actor, {
    organisationId: 'demo',
    devices: devices.map(({ deviceId, token }) => ({
      id: deviceId,
      kind: 'reefer' as const,
      tokenSha256: sha256Hex(token),
    })),
    units: devices.map(({ deviceId, unitCode }, position) => ({
      code: unitCode,
      kind: 'reefer' as const,
      run: { runCode: 'TRY-1', position: position + 2, equipmentGroup: null, from },
      devices: [{ deviceId, from }],
    })),
    lots: devices.map(({ deviceId, unitCode }) => ({
      code: `LOT-${deviceId}`,
      commodityCode: 'PEAR_KORLA',
      quantityKilograms: 21_000,
      placement: { unitCode, profileCode: 'PEAR_KORLA', from },
    })),
  });
  return devices;
}
