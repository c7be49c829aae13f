import type { RandomSource } from '@lenglian/quantities';
import type { ManagedProcess } from '../processes/managed-process.ts';
import type { Stack } from '../processes/stack.ts';

type Victim = 'broker' | 'api' | 'both';
const GRACEFUL_SHARE = 0.25;

/**
 * Ends broker, api or both at random moments and starts them again: mostly with SIGKILL, sometimes with
 * the SIGTERM of a graceful stop, which must lose as little.
 */
export class Killer {
  readonly killed: string[] = [];
  private readonly stack: Stack;
  private readonly random: RandomSource;
  private isStopping = false;

  constructor(stack: Stack, random: RandomSource) {
    this.stack = stack;
    this.random = random;
  }

  /** Ends, with both processes running, after `kills` kills or after `stop`. */
  async run(kills: number): Promise<void> {
    for (let kill = 0; kill < kills && !this.isStopping; kill++) {
      await pause(300 + this.random.next() * 1_500);
      await this.strike();
    }
  }

  stop(): void {
    this.isStopping = true;
  }

  private async strike(): Promise<void> {
    const roll = this.random.next();
    const victim: Victim = roll < 0.45 ? 'broker' : roll < 0.85 ? 'api' : 'both';
    const isGraceful = this.random.next() < GRACEFUL_SHARE;
    this.killed.push(isGraceful ? `${victim} (SIGTERM)` : victim);
    const end = (one: ManagedProcess | undefined): Promise<number> | undefined =>
      isGraceful ? one?.stop() : one?.kill();
    if (victim !== 'broker') await end(this.stack.api);
    if (victim !== 'api') {
      await end(this.stack.broker);
      await this.stack.startBroker();
    }
    if (victim !== 'broker') await this.stack.startApi();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
