import type { Severity } from '@lenglian/breaches';

/**
 * What an incident stems from; the first four may be common to several units. Fixed from the first day on:
 * screens and exports rely on these names.
 *
 * - GENSET_GROUP: units that one power supply feeds lost it together.
 * - SILENCE_TOGETHER: units of one run fell silent together: a tunnel, or the way to us.
 * - OFF_ROUTE: a run, or one of its units, is not on its way.
 * - LATE_ARRIVAL: goods of one run lose too much of their life by its being late.
 * - PRECOOL: the unit is not cold, and goods are to be loaded into it.
 * - GOODS: what was found on the goods themselves, with nothing before it that explains it.
 */
export const INCIDENT_CAUSES = [
  'GENSET_GROUP',
  'SILENCE_TOGETHER',
  'OFF_ROUTE',
  'LATE_ARRIVAL',
  'POWER_OFF',
  'SETPOINT',
  'DOOR',
  'DEFROST',
  'PRECOOL',
  'EQUIPMENT',
  'SENSOR',
  'SILENCE',
  'GOODS',
] as const;
export type IncidentCause = (typeof INCIDENT_CAUSES)[number];

/** Rules that say what happened to the unit; every other one says what came of it for the goods. */
const CAUSE_BY_RULE: Readonly<Record<string, IncidentCause>> = {
  POWER_OFF: 'POWER_OFF',
  SETPOINT_MISMATCH: 'SETPOINT',
  SETPOINT_NOT_HELD: 'EQUIPMENT',
  VENT_MISMATCH: 'EQUIPMENT',
  DOOR_TRANSIT: 'DOOR',
  DOOR_LONG: 'DOOR',
  DEFROST_LONG: 'DEFROST',
  DEFROST_OFTEN: 'DEFROST',
  UNIT_ALARM: 'EQUIPMENT',
  START_STOP: 'EQUIPMENT',
  FUEL_LOW: 'EQUIPMENT',
  NOT_AGITATED: 'EQUIPMENT',
  BATTERY_LOW: 'EQUIPMENT',
  SENSOR_SUSPECT: 'SENSOR',
  CLOCK_SKEW: 'SENSOR',
  DATA_GAP: 'SILENCE',
  NO_DATA: 'SILENCE',
  OFF_ROUTE: 'OFF_ROUTE',
  LATE_ARRIVAL: 'LATE_ARRIVAL',
  PRECOOL_LATE: 'PRECOOL',
};

/** What a rule says happened; GOODS for whatever is not named above, also rules that are newer. */
export function causeOfRule(rule: string): IncidentCause {
  return CAUSE_BY_RULE[rule] ?? 'GOODS';
}

/** Whether a rule tells of silence, whatever its stage. */
export function isSilence(rule: string): boolean {
  return causeOfRule(rule) === 'SILENCE';
}

/** Whether a rule tells of the first stage of silence: a hint, which may be followed by more. */
export function isGap(rule: string): boolean {
  return rule === 'DATA_GAP';
}

/** Whether a rule tells of something found on the goods: that nobody declared them (NO_LOT) is no harm to them. */
export function isFound(rule: string): boolean {
  return causeOfRule(rule) === 'GOODS' && rule !== 'NO_LOT';
}

/** Causes before what came of them: the place in `INCIDENT_CAUSES`. */
export function rankOfCause(cause: IncidentCause): number {
  return INCIDENT_CAUSES.indexOf(cause);
}

/** Whether the cause is common to several units. */
export function isCommon(cause: IncidentCause): boolean {
  return cause === 'GENSET_GROUP' || cause === 'SILENCE_TOGETHER';
}

/** Whether the cause is of the way: it explains nothing of the goods, and nothing of them explains it. */
export function isOfWay(cause: IncidentCause): boolean {
  return cause === 'OFF_ROUTE' || cause === 'LATE_ARRIVAL';
}

/** From this on an incident is a line before somebody; what is milder reaches nobody. */
export const LINE_SEVERITY: Severity = 'WARN';
/** A group without power is at least this, whatever its boxes say yet. */
export const GROUP_SEVERITY: Severity = 'MAJOR';
