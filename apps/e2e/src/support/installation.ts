import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '@lenglian/tools';
import { eventually } from './eventually.ts';

/** What `npm start` runs, started as a person would, on free ports. */
export class RunningInstallation {
  readonly dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'lenglian-start-'));
  private output = '';
  private readonly launcher: ChildProcess;

  constructor(args: readonly string[] = []) {
    this.launcher = spawn(
      process.execPath,
      [path.join(ROOT, 'tools/dist/launch/start.js'), ...args],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          NODE_OPTIONS: '',
          DATA_DIR: this.dataDirectory,
          PORT: '0',
          MQTT_PORT: '0',
          JOURNAL_RESERVE_BYTES: '0',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    for (const stream of [this.launcher.stdout, this.launcher.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  /** Waits until its output matches, and gives the first group (or the whole match). */
  async says(pattern: RegExp, withinSeconds = 60): Promise<string> {
    return eventually(
      `${String(pattern)} in the output`,
      () => {
        const match = pattern.exec(this.output);
        return match ? (match[1] ?? match[0]) : undefined;
      },
      withinSeconds,
    ).catch((cause: unknown) => {
      throw new RangeError(`no ${String(pattern)} in:\n${this.output.slice(-3_000)}`, { cause });
    });
  }

  /** Processes that work on this installation's data. */
  survivors(): string[] {
    return fs
      .readdirSync('/proc')
      .filter((pid) => /^\d+$/.test(pid))
      .filter((pid) => {
        try {
          return fs
            .readFileSync(`/proc/${pid}/environ`, 'utf8')
            .includes(`DATA_DIR=${this.dataDirectory}\0`);
        } catch {
          return false;
        }
      });
  }

  async stop(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM'): Promise<number | null> {
    if (this.launcher.exitCode === null) {
      this.launcher.kill(signal);
      await once(this.launcher, 'exit');
    }
    return this.launcher.exitCode;
  }

  remove(): void {
    fs.rmSync(this.dataDirectory, { recursive: true, force: true });
  }
}
