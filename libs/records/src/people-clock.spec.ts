import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { HOUR, SimulatedClock } from '@lenglian/quantities';
import { ensureAdmin } from './accounts/first-start.ts';
import { openRecords } from './open-records.ts';

const NOW = Date.UTC(2026, 8, 1);
const SIMULATED = Date.UTC(2031, 0, 1);

it('puts down what is done at a simulated time, and lets sessions last by the clock of people', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'lenglian-records-'));
  const clocks = { clock: new SimulatedClock(SIMULATED), peopleClock: new SimulatedClock(NOW) };
  const records = await openRecords({ dataDirectory, ...clocks });
  try {
    const { userId } = await ensureAdmin(records, 'a-long-password');
    const { items } = await records.audit.list({ limit: 10 });
    expect(items.map(({ at }) => at)).toContain(SIMULATED);
    const session = { userId, expiresAt: NOW + HOUR };
    await records.sessions.open('a'.repeat(64), session);
    await records.sessions.open('b'.repeat(64), session);
    expect(await records.sessions.find('a'.repeat(64), NOW)).toMatchObject({ userId });
  } finally {
    await records.close();
    await rm(dataDirectory, { recursive: true });
  }
});
