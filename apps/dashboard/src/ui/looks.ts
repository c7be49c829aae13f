import type { Severity } from '@lenglian/breaches';
import type { AlertView, Condition, LatestReading, UnitView } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import { CONDITION_WORDS, UNIT_STATE_WORDS, UNIT_TEXT, type Words } from '@lenglian/wording';

/** How loud a thing is drawn; the stylesheet knows each by `data-look`. */
export type Look =
  'critical' | 'major' | 'warn' | 'silent' | 'unheard' | 'resting' | 'defrost' | 'ok' | 'info';

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

/** A value that was older than this when it came is of a past that is being told afterwards (补传). */
const TOLD_LATE = 15 * MINUTE;

/** Whether the latest values of a unit still tell how it is now. */
export function isFresh(unit: Pick<UnitView, 'silentSince' | 'latest'>): boolean {
  return unit.latest !== null && unit.silentSince === null && !isToldLate(unit.latest);
}

/** Whether nothing newer is known than what came long after it was measured. */
export function isToldLate(latest: Pick<LatestReading, 'measuredAt' | 'receivedAt'>): boolean {
  return latest.receivedAt - latest.measuredAt > TOLD_LATE;
}

type Standing = Pick<UnitView, 'condition' | 'silentSince' | 'latest' | 'state'>;

/** Declared empty or laid up, and no alert stands: quiet, whether it speaks or not. */
export function isResting(unit: Pick<UnitView, 'condition' | 'state'>): boolean {
  const isInDanger = ['critical', 'major', 'warn'].includes(CONDITION_LOOKS[unit.condition]);
  return unit.state !== 'IN_USE' && !isInDanger;
}

/** How a unit stands, in words: as it is declared where it rests, else its condition. */
export function standingOf(unit: Standing): Words {
  return isResting(unit) ? UNIT_STATE_WORDS[unit.state] : CONDITION_TEXT[conditionOf(unit)];
}

/**
 * How a unit is drawn. Silence is never green: a unit that would look fine but has gone silent looks
 * silent, whatever its condition says. Danger stays danger.
 */
export function lookOf(unit: Standing): Look {
  if (isResting(unit)) return 'resting';
  return lookInUse(unit);
}

function lookInUse(unit: Omit<Standing, 'state'>): Look {
  const look = CONDITION_LOOKS[unit.condition];
  if (look !== 'ok' && look !== 'defrost') return look;
  if (unit.latest === null) return 'unheard';
  return isFresh(unit) ? look : 'silent';
}

/**
 * What an operator wants to see coming, alert or not: power off, a door open. Only while the unit's
 * data are fresh, and it does not rest.
 */
export function noteOf(unit: Standing): Words | null {
  if (isResting(unit)) return null;
  if (isUnpowered(unit)) return UNIT_TEXT.unpoweredNote;
  return isDoorOpen(unit) ? UNIT_TEXT.doorOpenNote : null;
}

/** Known to be without power now. */
export function isUnpowered(unit: Pick<UnitView, 'silentSince' | 'latest'>): boolean {
  return isFresh(unit) && unit.latest?.isConnectedToPowerSource === false;
}

/** Known to stand open now. */
export function isDoorOpen(unit: Pick<UnitView, 'silentSince' | 'latest'>): boolean {
  return isFresh(unit) && unit.latest?.doorOpen === true;
}

/** The same beside an alert that may say it already. */
export function noteBeside(rule: AlertView['rule'], unit: Standing): Words | null {
  const note = noteOf(unit);
  if (note === UNIT_TEXT.unpoweredNote && rule === 'POWER_OFF')
    return isDoorOpen(unit) ? UNIT_TEXT.doorOpenNote : null;
  return note === UNIT_TEXT.doorOpenNote && rule.startsWith('DOOR_') ? null : note;
}

/** Nothing is wrong by its condition, and yet it has a note: not to be counted as normal. */
export function isNotedOnly(unit: UnitView): boolean {
  return conditionOf(unit) === 'OK' && noteOf(unit) !== null;
}

/** The condition in words that belongs to `lookOf`. */
export function conditionOf(
  unit: Pick<UnitView, 'condition' | 'silentSince' | 'latest'>,
): Condition {
  const look = lookInUse(unit);
  if (look === 'silent') return 'SILENT';
  return look === 'unheard' ? 'NO_DATA_YET' : unit.condition;
}
