import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ApiClient } from '@lenglian/simulators';
import { ROOT, Stack } from '@lenglian/tools';

const ADMIN_PASSWORD = 'an-end-to-end-password';

/** What `npm run simulate` said of one journey. */
export interface Said {
  readonly exitCode: number | null;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** Broker and api on a data directory of their own, whose time a simulator tells. */
export class SimulatedInstallation {
  private readonly dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'lenglian-journeys-'));
  private readonly stack = new Stack({
    dataDirectory: this.dataDirectory,
    environment: {
      ...{ CLOCK: 'simulated', ADMIN_PASSWORD },
      ...{ LOG_LEVEL: 'warn', JOURNAL_RESERVE_BYTES: '0' },
    },
  });

  /** Not waited for until it is ready: before the first word of a simulator there is no time. */
  async start(): Promise<this> {
    await this.stack.startBroker();
    await this.stack.startApi();
    return this;
  }

  /** The command, as a person would give it. */
  async simulate(scenario: string, seed: number): Promise<Said> {
    const main = path.join(ROOT, 'simulators/dist/main.js');
    const broker = `mqtt://127.0.0.1:${this.stack.mqttPort}`;
    const args = ['--scenario', scenario, '--seed', String(seed), '--speed', 'max'];
    const child = spawn(
      process.execPath,
      [main, ...args, '--broker', broker, '--api', this.stack.url],
      {
        env: { ...process.env, NODE_OPTIONS: '', ADMIN_PASSWORD },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [exitCode] = (await once(child, 'close')) as [number | null];
    const lines = output.split('\n').filter((line) => line !== '');
    return { exitCode, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  signIn(): Promise<ApiClient> {
    return ApiClient.signIn(this.stack.url, { adminPassword: ADMIN_PASSWORD });
  }

  async end(): Promise<void> {
    await this.stack.stop();
    fs.rmSync(this.dataDirectory, { recursive: true, force: true });
  }
}
