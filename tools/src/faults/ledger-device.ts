import { connect, type MqttClient } from 'mqtt';
import { deviceTopic } from '@lenglian/device-messages';
import type { PlannedMessage } from './fault-plan.ts';

export interface LedgerDeviceOptions {
  readonly deviceId: string;
  readonly token: string;
  readonly port: number;
  readonly messages: readonly PlannedMessage[];
  /** Messages without an acknowledgement at most. */
  readonly window: number;
  /** Time between two messages, so that the load lasts as long as the killing; 0 is at once. */
  readonly intervalMilliseconds: number;
}

/**
 * A device that remembers what was acknowledged to it. What was not it sends again, for as long as it
 * takes: this is all that firmware has to do.
 */
export class LedgerDevice {
  readonly deviceId: string;
  /** Sequence numbers whose PUBACK arrived. */
  readonly acknowledged = new Set<number>();
  private readonly options: LedgerDeviceOptions;
  private client: MqttClient | undefined;
  private next = 0;
  private inFlight = 0;
  private beganAt = 0;
  private timer: NodeJS.Timeout | undefined;
  private finish: () => void = () => undefined;
  private readonly finished: Promise<void>;

  constructor(options: LedgerDeviceOptions) {
    this.options = options;
    this.deviceId = options.deviceId;
    this.finished = new Promise((resolve) => (this.finish = resolve));
  }

  /** Resolves when everything was acknowledged. */
  run(): Promise<void> {
    const { deviceId, token, port } = this.options;
    this.client = connect({
      host: '127.0.0.1',
      port,
      protocol: 'mqtt',
      clientId: deviceId,
      username: deviceId,
      password: token,
      clean: true,
      reconnectPeriod: 200,
      // A broker that has just been started for the first time does not know us yet.
      reconnectOnConnackError: true,
      connectTimeout: 5_000,
      keepalive: 30,
    });
    // A broker that is being killed refuses and resets: that is the campaign, not an error of it.
    this.client.on('error', () => undefined);
    this.client.once('connect', () => {
      this.beganAt = performance.now();
      this.fill();
    });
    return this.finished;
  }

  async end(): Promise<void> {
    clearTimeout(this.timer);
    await this.client?.endAsync(true);
  }

  private fill(): void {
    const { messages, window } = this.options;
    while (this.inFlight < window && this.next < messages.length) {
      if (this.waitsForItsTime()) return;
      this.send(messages[this.next++] as PlannedMessage);
    }
    if (this.acknowledged.size === messages.length) this.finish();
  }

  /** Whether the next message is not due yet; it comes again when it is. */
  private waitsForItsTime(): boolean {
    const due = this.beganAt + this.next * this.options.intervalMilliseconds;
    const wait = due - performance.now();
    if (wait <= 0) return false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fill(), wait);
    return true;
  }

  private send(message: PlannedMessage): void {
    this.inFlight += 1;
    const topic = deviceTopic('demo', this.deviceId, 'telemetry');
    this.client?.publish(topic, message.payload, { qos: 1 }, (error) => {
      this.inFlight -= 1;
      if (error) {
        this.send(message);
        return;
      }
      this.acknowledged.add(message.seq);
      this.fill();
    });
  }
}
