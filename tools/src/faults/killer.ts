import type { RandomSource } from '@lenglian/quantities';
import type { Stack } from '../processes/stack.ts';

export type Victim = 'broker' | 'api' | 'both';

/** Kills broker, api or both with SIGKILL at random moments, and starts them again, until told to stop. */
export class Killer {
  readonly killed: Victim[] = [];
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
    this.killed.push(victim);
    if (victim !== 'broker') await this.stack.api?.kill();
    if (victim !== 'api') {
      await this.stack.broker?.kill();
      await this.stack.startBroker();
    }
    if (victim !== 'broker') await this.stack.startApi();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
