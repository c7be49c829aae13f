import { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { JournalFullError, type NewEntry } from '@lenglian/journal';
import { Connection } from './connection.ts';
import { InFlight } from './in-flight.ts';
import { PublishGate, type OrderedAppender } from './publish-gate.ts';
import { PublishRate } from './publish-rate.ts';

/** Settles when the test says so: no real disk fills up between two commits on demand. */
class HeldJournal implements OrderedAppender {
  readonly end = { epoch: 'e', seq: 0 };
  private readonly waiting: ((error?: Error) => void)[] = [];

  append(_entry: NewEntry, done: (error?: Error) => void): void {
    this.waiting.push(done);
  }

  afterPending(done: () => void): void {
    if (this.waiting.length === 0) done();
    else this.waiting.push(() => done());
  }

  settle(...outcomes: (Error | undefined)[]): void {
    for (const outcome of outcomes) this.waiting.shift()?.(outcome);
  }
}

const FULL = new JournalFullError('no room');
let journal: HeldJournal;
let gate: PublishGate;
let connection: Connection;
let answers: string[];
beforeEach(() => {
  journal = new HeldJournal();
  answers = [];
  gate = new PublishGate({
    journal,
    clock: { now: () => 0 },
    inFlight: new InFlight({ messagesMax: 100, bytesMax: 1e6, totalBytesMax: 1e6 }),
    rate: new PublishRate(0, () => 0),
    rights: { isClockSimulated: false, findDevice: () => undefined },
    payloadBytesMax: 1_000,
    simulatedTime: undefined,
  });
  connection = new Connection(new Socket(), () => {});
  connection.identity = {
    kind: 'device',
    deviceId: 'reefer-1',
    organisationId: 'demo',
    tokenSha256: Buffer.alloc(32),
    isRevoked: false,
    publishesFor: undefined,
  };
});

function publish(name: string, kind = 'telemetry'): void {
  gate.authorize(connection, `cc/v1/demo/reefer-1/${kind}`, Buffer.from(name), (error) => {
    answers.push(`${name} ${error === undefined ? 'PUBACK' : (error as FailedError).code}`);
  });
}

interface FailedError extends Error {
  readonly code: string;
}

function turnOfTheEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('a publish that the journal refuses', () => {
  it('has nothing acknowledged after it, though a later one is stored', async () => {
    for (const name of ['1', '2', '3']) publish(name);
    journal.settle(undefined, FULL, undefined);
    expect(answers).toEqual(['1 PUBACK']);
    await turnOfTheEventLoop();
    expect(answers).toEqual(['1 PUBACK', '2 JOURNAL_FULL', '3 PUBLISH_REFUSED']);
    expect(gate.counts).toEqual({ received: 3, acknowledged: 1, refused: 2 });
    expect(connection.closeReason).toBe('JOURNAL_FULL');
  });

  it('has nothing acknowledged after it when the later commit comes a while later', async () => {
    publish('1');
    publish('2');
    journal.settle(FULL);
    await turnOfTheEventLoop();
    journal.settle(undefined);
    await turnOfTheEventLoop();
    expect(answers).toEqual(['1 JOURNAL_FULL', '2 PUBLISH_REFUSED']);
  });

  it('does not take from those before a forbidden one what is theirs', async () => {
    publish('1');
    publish('2', 'config');
    journal.settle(undefined, undefined);
    await turnOfTheEventLoop();
    expect(answers).toEqual(['1 PUBACK', '2 PUBLISH_REFUSED']);
  });
});
