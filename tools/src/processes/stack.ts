import path from 'node:path';
import { ManagedProcess } from './managed-process.ts';

/** The repository's root. */
export const ROOT = path.resolve(import.meta.dirname, '../../..');

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
    return this;
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
      environment: {
        HOST: '127.0.0.1',
        DATA_DIR: this.options.dataDirectory,
        NODE_OPTIONS: '',
        ...this.options.environment,
        ...environment,
      },
      ...(onLine ? { onLine: (line: string) => onLine(name, line) } : {}),
    });
  }
}
