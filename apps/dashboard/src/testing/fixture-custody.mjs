/** The hand-overs of the made-up world, and what becomes of them while somebody looks. */
import { randomUUID } from 'node:crypto';
import { makeFixtureHandOver } from './fixture-hand-overs.ts';

export const handOvers = [];
const lots = new Map();

export function beginHandOvers(world) {
  for (const lot of world.units.flatMap((unit) => unit.lots)) lots.set(lot.code, lot);
  const lot = world.units[2].lots[0];
  handOvers.push(makeFixtureHandOver(lot, Date.now()));
}

export function handOversOf(lotId) {
  const isOf = (each) => lotId === null || each.lots.some((lot) => lot.lotId === lotId);
  return handOvers.filter(isOf).toReversed();
}

export function withConditionsNow(handOver) {
  return { ...handOver, conditionsNow: handOver.conditions };
}

export function recordedHandOver(body) {
  const first = lots.get(body.lots[0].lotCode);
  const handOver = {
    ...makeFixtureHandOver(first, Date.now()),
    ...body,
    id: randomUUID(),
    recordedAt: Date.now(),
    lots: body.lots.map((lot) => ({ ...lot, lotId: lots.get(lot.lotCode).id })),
    supersedesId: body.supersedesId ?? null,
  };
  const replaced = handOvers.find((each) => each.id === body.supersedesId);
  if (replaced !== undefined)
    Object.assign(replaced, { state: 'SUPERSEDED', supersededById: handOver.id });
  handOvers.push(handOver);
  return { handOver, warnings: [] };
}

export function answerHandOver(id, what, { side, reason, disputeId, settlement }) {
  const handOver = handOvers.find((each) => each.id === id);
  const now = Date.now();
  if (what === 'confirm')
    handOver.confirmations.push({ side, confirmedBy: 'user-1', confirmedAt: now, isOnPaper: true });
  if (what === 'dispute')
    handOver.disputes.push({
      ...{ id: randomUUID(), side, reason, openedBy: 'user-1', openedAt: now },
      ...{ settledBy: null, settledAt: null, settlement: null },
    });
  const settled = handOver.disputes.find((dispute) => dispute.id === disputeId);
  if (settled !== undefined)
    Object.assign(settled, { settledBy: 'user-1', settledAt: now, settlement });
  const isDisputed = handOver.disputes.some((dispute) => dispute.settledAt === null);
  handOver.state = isDisputed
    ? 'DISPUTED'
    : handOver.confirmations.length > 1
      ? 'CONFIRMED'
      : 'PROPOSED';
  return handOver;
}
