import { createHash } from 'node:crypto';
import { isSilence } from '@lenglian/incidents';
import { v7 as uuid } from 'uuid';
import type { AlertIdOf } from './verdict-book.ts';

/**
 * A UUIDv7 made of what an alert is about: its time is that of the proof, its random part a hash of
 * lot, rule and first sample. A judge that lost its memory names the same breach the same. Of silence the time is that of
 * the last word: when it was proven depends on which ticks were read together.
 */
export const alertIdOf: AlertIdOf = (lotId, { rule, startedAt, raisedAt }, attempt) => {
  const msecs = isSilence(rule) ? startedAt : raisedAt;
  const random = createHash('sha256').update(`${lotId}/${rule}/${startedAt}/${attempt}`).digest();
  return uuid({ msecs, random: random.subarray(0, 16), seq: random.readUInt32BE(16) });
};
