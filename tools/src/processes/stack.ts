import path from 'node:path';
import { ColdChainError } from '@lenglian/errors';
import { BROKER_NODE_ARGS, ManagedProcess } from './managed-process.ts';

/** The repository's root. */
export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** How long broker and api may take until everything works, in milliseconds. */
const READY_WITHIN = 60_000;

/** Broker and api run and do not become ready; the message has the api's reasons. */
export class NotReadyError extends ColdChainError {
  readonly code = 'NOT_READY';
}

export interface StackOptions {
  readonly dataDirectory: string;
  /** Further environment of both processes. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly onLine?: (name: string, line: string) => void;
}

/** Broker and api as real processes on one data directory, each to be stopped, killed and started. */
export class Stack {
  broker: ManagedProcess | undefined;
  api: ManagedProcess | undefined;
  mqttPort = 0;
  port = 0;
  private readonly options: StackOptions;

  constructor(options: StackOptions) {
    this.options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<this> {
    await this.startBroker();
    await this.startApi();
    await this.isReady();
    return this;
  }

  /** Resolves when the whole chain works: linked, judging, the broker knows the devices. */
  async isReady(): Promise<void> {
    const deadline = performance.now() + READY_WITHIN;
    for (;;) {
      const response = await fetch(`${this.url}/api/ready`).catch(() => undefined);
      if (response?.ok) return;
      if (performance.now() > deadline) {
        throw new NotReadyError(`not ready within ${READY_WITHIN} ms: ${await response?.text()}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Started again, the broker listens on the port it had: devices know no other. */
  async startBroker(): Promise<void> {
    this.broker = this.run('broker', { MQTT_PORT: String(this.mqttPort) });
    this.mqttPort = (await this.broker.says('listening'))['mqttPort'] as number;
  }

  async startApi(): Promise<void> {
    this.api = this.run('api', { PORT: String(this.port), MQTT_PORT: String(this.mqttPort) });
    this.port = (await this.api.says('listening'))['port'] as number;
  }

  async stop(): Promise<void> {
    await this.api?.stop();
    await this.broker?.stop();
  }

  private run(name: 'broker' | 'api', environment: Record<string, string>): ManagedProcess {
    const { onLine } = this.options;
    return new ManagedProcess({
      name,
      script: path.join(ROOT, 'apps', name, 'dist/main.js'),
      nodeArgs: name === 'broker' ? BROKER_NODE_ARGS : [],
      environment: {
        HOST: '127.0.0.1',
        DATA_DIR: this.options.dataDirectory,
        NODE_OPTIONS: '',
        // What measures asks more in a minute than anybody.
        REQUESTS_PER_MINUTE_MAX: '1000000',
        ...this.options.environment,
        ...environment,
      },
      ...(onLine ? { onLine: (line: string) => onLine(name, line) } : {}),
    });
  }
}
