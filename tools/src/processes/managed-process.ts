import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ColdChainError } from '@lenglian/errors';
import { parseLogLine, type LogLine } from './log-line.ts';

/** How long a process may take to stop cleanly before it is killed, in milliseconds. */
const STOP_WITHIN = 10_000;

/** A process ended where it was expected to go on. The message has its last lines. */
export class ProcessEndedError extends ColdChainError {
  readonly code = 'PROCESS_ENDED';
}

/**
 * How Node runs the broker: with 10,000 connections a young generation of 16 MiB takes a tenth less of a processor for each
 * reading than one of 8; one of 32 was little better (31 µs instead of 33; 37 with 8).
 */
export const BROKER_NODE_ARGS = ['--max-semi-space-size=16'];

const alive = new Set<ChildProcess>();
// However we end, nobody stays behind.
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** For tools that are simply interrupted: ends, and with it every process that it started. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
}

export interface ManagedProcessOptions {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  /** Options of Node itself. */
  readonly nodeArgs?: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Every line it prints, as it comes. */
  readonly onLine?: (line: string) => void;
}

/** One of our own processes: its log can be waited for, and it is stopped by its pid alone. */
export class ManagedProcess {
  readonly name: string;
  readonly ended: Promise<number>;
  private readonly process: ChildProcess;
  private readonly listeners = new Set<(line: LogLine) => void>();
  private readonly lastLines: string[] = [];

  constructor(options: ManagedProcessOptions) {
    this.name = options.name;
    // A process group of its own: the terminal's Ctrl-C reaches the launcher alone, which then
    // stops everybody in order and exactly once.
    this.process = spawn(
      process.execPath,
      [...(options.nodeArgs ?? []), options.script, ...(options.args ?? [])],
      {
        env: { ...process.env, ...options.environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      },
    );
    alive.add(this.process);
    this.process.once('exit', () => alive.delete(this.process));
    this.ended = new Promise((resolve) => {
      this.process.once('exit', (code) => resolve(code ?? 1));
      this.process.once('error', () => resolve(1));
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream)
        createInterface({ input: stream }).on('line', (line) => this.hear(line, options.onLine));
    }
  }

  get pid(): number {
    return this.process.pid ?? -1;
  }

  /**
   * The next line of its log with this message.
   *
   * @throws ProcessEndedError when it ends instead
   */
  async says(message: string): Promise<LogLine> {
    let forget = (): void => undefined;
    const said = new Promise<LogLine>((resolve) => {
      const listener = (line: LogLine): void => {
        if (line.msg === message) resolve(line);
      };
      this.listeners.add(listener);
      forget = () => this.listeners.delete(listener);
    });
    const first = await Promise.race([said, this.ended]);
    forget();
    if (typeof first === 'number') {
      throw new ProcessEndedError(
        `${this.name} ended with code ${first} before it said "${message}":\n${this.lastLines.join('\n')}`,
      );
    }
    return first;
  }

  /** Asks it to stop, waits, and kills it when it does not. Resolves to its exit code. */
  async stop(): Promise<number> {
    return this.end('SIGTERM');
  }

  /** As a power cut does it. */
  async kill(): Promise<number> {
    return this.end('SIGKILL');
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill(signal);
      const timer = setTimeout(() => this.process.kill('SIGKILL'), STOP_WITHIN);
      await once(this.process, 'exit');
      clearTimeout(timer);
    }
    return this.ended;
  }

  private hear(line: string, onLine: ((line: string) => void) | undefined): void {
    this.lastLines.push(line);
    if (this.lastLines.length > 20) this.lastLines.shift();
    onLine?.(line);
    const parsed = parseLogLine(line);
    if (parsed) for (const listener of [...this.listeners]) listener(parsed);
  }
}
