import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ColdChainError } from '@lenglian/errors';
import type { FromLoad, LoadRequest, LoadResult, ToLoad } from './load-process.ts';

/** The load's process could not do what it was asked; the message has its reason. */
export class LoadFailedError extends ColdChainError {
  readonly code = 'LOAD_FAILED';
}

/** The load in a process of its own, so that it is never measured as part of what it loads. */
export class LoadClient {
  private readonly child: ChildProcess;

  constructor() {
    const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    this.child = fork(new URL(`./serve-load.${extension}`, import.meta.url), { stdio: 'inherit' });
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  /** Seconds that all connections took. */
  async connect(request: LoadRequest): Promise<number> {
    const answer = await this.ask({ type: 'connect', request });
    return answer.type === 'connected' ? answer.seconds : Number.NaN;
  }

  async run(seconds: number, messagesPerSecond: number): Promise<LoadResult> {
    const answer = await this.ask({ type: 'run', seconds, messagesPerSecond });
    if (answer.type !== 'done') throw new LoadFailedError(`expected a result, got ${answer.type}`);
    return answer.result;
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.send({ type: 'end' } satisfies ToLoad);
    await once(this.child, 'exit');
  }

  private async ask(message: ToLoad): Promise<FromLoad> {
    this.child.send(message);
    const [answer] = (await Promise.race([
      once(this.child, 'message'),
      once(this.child, 'exit').then(() => [{ type: 'failed', reason: 'the load ended' }]),
    ])) as [FromLoad];
    if (answer.type === 'failed') throw new LoadFailedError(answer.reason);
    return answer;
  }
}
