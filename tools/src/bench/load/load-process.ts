import { deviceTopic } from '@lenglian/device-messages';
import { deviceIdOf, isRepeated, messageOf, tokenOf, type LoadPlan } from './plan.ts';
import { Publisher } from './publisher.ts';

/** How a load is spread: fleet = a connection a device; gateways = each connection speaks for many. */
export interface LoadRequest {
  readonly plan: LoadPlan;
  readonly port: number;
  readonly connections: number;
  readonly window: number;
  /** How many CONNECTs may be under way at once. */
  readonly connectsAtOnce: number;
}

export type ToLoad =
  | { type: 'connect'; request: LoadRequest }
  | { type: 'run'; seconds: number; messagesPerSecond: number }
  | { type: 'end' };
export type FromLoad =
  | { type: 'connected'; seconds: number }
  | { type: 'done'; result: LoadResult }
  | { type: 'failed'; reason: string };

export interface LoadResult {
  readonly seconds: number;
  /** Messages acknowledged, repeats included, over all runs of this load. */
  readonly acknowledged: number;
  /** Acknowledged in this run. */
  readonly acknowledgedNow: number;
  /** Per device: messages of the plan that were acknowledged (without repeats). */
  readonly messages: number[];
  readonly lost: number;
}

const TICK_MILLISECONDS = 5;

/** The load: connections, and a pump that keeps each window full or the rate even. */
class Load {
  private readonly request: LoadRequest;
  private readonly topics: Buffer[];
  private readonly next: Int32Array;
  private readonly publishers: Publisher[] = [];
  /** Devices that a connection speaks for, and whose turn it is. */
  private readonly turns: number[] = [];
  private readonly repeats = new Map<Publisher, { device: number; message: number }>();
  private lost = 0;
  private allowance = 0;
  private isRunning = false;
  private isPaced = false;
  private readonly starved: Publisher[] = [];

  constructor(request: LoadRequest) {
    this.request = request;
    const { plan } = request;
    this.topics = Array.from({ length: plan.devices }, (_, device) =>
      Buffer.from(deviceTopic(plan.organisationId, deviceIdOf(device), 'telemetry')),
    );
    this.next = new Int32Array(plan.devices);
  }

  async connect(): Promise<number> {
    const { request } = this;
    const began = performance.now();
    let nextIndex = 0;
    const worker = async (): Promise<void> => {
      for (let i = nextIndex++; i < request.connections; i = nextIndex++)
        this.publishers[i] = await this.open(i);
    };
    await Promise.all(
      Array.from({ length: Math.min(request.connectsAtOnce, request.connections) }, worker),
    );
    return (performance.now() - began) / 1000;
  }

  /** Runs for a time, then waits until everything in flight is acknowledged. */
  async run(seconds: number, messagesPerSecond: number): Promise<LoadResult> {
    const before = this.acknowledged();
    const began = performance.now();
    this.isPaced = messagesPerSecond > 0;
    this.isRunning = true;
    this.allowance = this.isPaced ? 0 : Number.POSITIVE_INFINITY;
    for (const publisher of this.publishers) this.fill(publisher);
    await this.pace(began, seconds, messagesPerSecond);
    this.isRunning = false;
    this.starved.length = 0;
    await this.settle();
    return {
      seconds: (performance.now() - began) / 1000,
      acknowledged: this.acknowledged(),
      acknowledgedNow: this.acknowledged() - before,
      messages: [...this.next],
      lost: this.lost,
    };
  }

  close(): void {
    for (const publisher of this.publishers) publisher.close();
  }

  private open(index: number): Promise<Publisher> {
    const { plan, port, window, connections } = this.request;
    const isGateway = connections < plan.devices;
    this.turns[index] = index;
    return Publisher.connect({
      index,
      host: '127.0.0.1',
      port,
      clientId: isGateway ? gatewayIdOf(index) : deviceIdOf(index),
      token: tokenOf(plan, isGateway ? plan.devices + index : index),
      window,
      onAcknowledged: (publisher) => this.fill(publisher),
      onLost: () => {
        this.lost += 1;
      },
    });
  }

  private fill(publisher: Publisher): void {
    while (this.isRunning && publisher.hasRoom) {
      if (this.allowance < 1) {
        this.starved.push(publisher);
        return;
      }
      this.allowance -= 1;
      this.send(publisher);
    }
  }

  private send(publisher: Publisher): void {
    const { plan, connections } = this.request;
    const repeat = this.repeats.get(publisher);
    if (repeat) {
      this.repeats.delete(publisher);
      publisher.publish(
        this.topics[repeat.device] as Buffer,
        messageOf(plan, repeat.device, repeat.message),
        true,
      );
      return;
    }
    const index = publisher.index;
    const device = this.turns[index] as number;
    this.turns[index] = device + connections < plan.devices ? device + connections : index;
    const message = this.next[device] as number;
    this.next[device] = message + 1;
    publisher.publish(this.topics[device] as Buffer, messageOf(plan, device, message), false);
    if (isRepeated(device, message)) this.repeats.set(publisher, { device, message });
  }

  private async pace(began: number, seconds: number, perSecond: number): Promise<void> {
    let granted = 0;
    for (;;) {
      const elapsed = (performance.now() - began) / 1000;
      if (elapsed >= seconds) return;
      if (this.isPaced) {
        const due = Math.floor(elapsed * perSecond);
        this.allowance += due - granted;
        granted = due;
        for (const publisher of this.starved.splice(0)) this.fill(publisher);
      }
      await new Promise((resolve) => setTimeout(resolve, TICK_MILLISECONDS));
    }
  }

  private async settle(): Promise<void> {
    const deadline = performance.now() + 30_000;
    while (
      performance.now() < deadline &&
      this.lost === 0 &&
      this.publishers.some((one) => !one.isIdle)
    ) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private acknowledged(): number {
    return this.publishers.reduce((sum, publisher) => sum + publisher.acknowledged, 0);
  }
}

/** Identity of a connection that speaks for many devices. */
export function gatewayIdOf(index: number): string {
  return `BENCH-GATEWAY-${index}`;
}

/** The load runs in a process of its own, driven by messages from the benchmark. */
export function serveLoad(): void {
  let load: Load | undefined;
  const answer = (message: FromLoad): void => void process.send?.(message);
  process.on('message', (message: ToLoad) => {
    const work = async (): Promise<void> => {
      if (message.type === 'connect') {
        load = new Load(message.request);
        answer({ type: 'connected', seconds: await load.connect() });
      } else if (message.type === 'run' && load) {
        answer({
          type: 'done',
          result: await load.run(message.seconds, message.messagesPerSecond),
        });
      } else {
        load?.close();
        process.disconnect?.();
      }
    };
    work().catch((error: Error) => answer({ type: 'failed', reason: error.message }));
  });
}
