import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { renderLogLine, type LogLine } from './log-line.ts';

/** How long a process may take to stop cleanly before it is killed, in milliseconds. */
const STOP_WITHIN = 8_000;

export interface ChildOptions {
  readonly name: string;
  /** ANSI colour of its prefix, 31…36. */
  readonly colour: number;
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One process under the launcher: its lines get a coloured prefix, its end is told once. */
export class Child {
  readonly name: string;
  readonly ended: Promise<number>;
  private readonly process: ChildProcess;
  private readonly colour: number;
  private readonly listeners: ((line: LogLine) => void)[] = [];

  constructor(options: ChildOptions) {
    this.name = options.name;
    this.colour = options.colour;
    // A process group of its own: the terminal's Ctrl-C reaches the launcher alone, which then
    // stops everybody in order and exactly once.
    this.process = spawn(process.execPath, [options.script, ...(options.args ?? [])], {
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.ended = new Promise((resolve) => {
      this.process.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
      this.process.once('error', () => resolve(1));
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.print(line));
    }
  }

  /** The next line of its log with this message. Rejects never; races with `ended` are the caller's. */
  says(message: string): Promise<LogLine> {
    return new Promise((resolve) => {
      this.listeners.push((line) => {
        if (line.msg === message) resolve(line);
      });
    });
  }

  /** Asks it to stop, waits, and kills it when it does not. */
  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), STOP_WITHIN);
    await once(this.process, 'exit');
    clearTimeout(timer);
  }

  private print(line: string): void {
    const { text, parsed } = renderLogLine(line);
    if (text !== undefined) process.stdout.write(`\u001b[${this.colour}m${this.name.padEnd(9)}\u001b[0m ${text}\n`);
    if (parsed) for (const listener of this.listeners) listener(parsed);
  }
}
