import type { Severity } from '@lenglian/breaches';
import type { Condition, UnitView } from '@lenglian/console-contract';
import { CONDITION_WORDS, UNIT_TEXT, type Words } from '@lenglian/wording';

/** How loud a thing is drawn; the stylesheet knows each by `data-look`. */
export type Look = 'critical' | 'major' | 'warn' | 'silent' | 'unheard' | 'defrost' | 'ok' | 'info';

/** A new condition will not compile until it has a look. */
export const CONDITION_LOOKS: Record<Condition, Look> = {
  CRITICAL: 'critical',
  MAJOR: 'major',
  WARN: 'warn',
  SILENT: 'silent',
  NO_DATA_YET: 'unheard',
  DEFROST: 'defrost',
  OK: 'ok',
};

export const SEVERITY_LOOKS: Record<Severity, Look> = {
  CRITICAL: 'critical',
  MAJOR: 'major',
  WARN: 'warn',
  INFO: 'info',
};

/** The proof that the wording library knows every condition. */
export const CONDITION_TEXT: Record<Condition, Words> = CONDITION_WORDS;

/** Whether the latest values of a unit still tell how it is now. */
export function isFresh(unit: Pick<UnitView, 'silentSince' | 'latest'>): boolean {
  return unit.latest !== null && unit.silentSince === null;
}

/**
 * How a unit is drawn. Silence is never green: a unit that would look fine but has gone silent looks
 * silent, whatever its condition says. Danger stays danger.
 */
export function lookOf(unit: Pick<UnitView, 'condition' | 'silentSince' | 'latest'>): Look {
  const look = CONDITION_LOOKS[unit.condition];
  if (look !== 'ok' && look !== 'defrost') return look;
  if (unit.latest === null) return 'unheard';
  return isFresh(unit) ? look : 'silent';
}

/**
 * What a unit without an alert still tells that an operator wants to see coming: power off, a door
 * open. Only while its data are fresh.
 */
export function noteOf(unit: Pick<UnitView, 'silentSince' | 'latest'>): Words | null {
  if (unit.latest === null || !isFresh(unit)) return null;
  if (unit.latest.isConnectedToPowerSource === false) return UNIT_TEXT.unpoweredNote;
  return unit.latest.doorOpen === true ? UNIT_TEXT.doorOpenNote : null;
}

/** The condition in words that belongs to `lookOf`. */
export function conditionOf(
  unit: Pick<UnitView, 'condition' | 'silentSince' | 'latest'>,
): Condition {
  const look = lookOf(unit);
  if (look === 'silent') return 'SILENT';
  return look === 'unheard' ? 'NO_DATA_YET' : unit.condition;
}
