import { compareSeverity, type Severity } from '@lenglian/breaches';
import type { AlertView, HandOverView } from '@lenglian/console-contract';
import { isCommon } from '@lenglian/incidents';
import { MINUTE, type Instant } from '@lenglian/quantities';
import type {
  ExpectedAlerts,
  ExpectedExposure,
  HandedOver,
  InheritedExposure,
  MeasuredTime,
  Truth,
} from './journey.ts';
import type { WhatStands } from './what-stands.ts';

/** One line of the truth, and whether it holds. */
export interface TruthLine {
  readonly isHeld: boolean;
  readonly truth: string;
  /** What was found instead. */
  readonly found?: string;
}

/** Holds what stands against the truth. */
export function judgeJourney(truth: Truth, stands: WhatStands, departure: Instant): TruthLine[] {
  const minuteOf = (at: Instant) => Math.round((at - departure) / MINUTE);
  const frame = { stands, minuteOf };
  return [
    ...truth.raised.flatMap((expected) => raisedLines(expected, frame)),
    nothingElse(truth, frame),
    ...(truth.silent ?? []).map((silent) => silentLine(silent, frame)),
    ...incidentLines(truth, frame),
    ...truth.runs.map(({ code, state }) => {
      const found = stands.runs.find((run) => run.code === code)?.state ?? 'unknown';
      return line(`run ${code} is ${state}`, found === state, found);
    }),
    ...(truth.measured ?? []).map((expected) => measuredLine(expected, frame)),
    ...truth.exposure.map((expected) => exposureLine(expected, frame)),
    ...(truth.inherited ?? []).map((expected) => inheritedLine(expected, frame)),
    ...truth.handedOver.map((expected) => handedOverLine(expected, stands.handOvers)),
  ];
}

interface Frame {
  readonly stands: WhatStands;
  readonly minuteOf: (at: Instant) => number;
}

function line(truth: string, isHeld: boolean, found: string): TruthLine {
  return isHeld ? { isHeld, truth } : { isHeld, truth, found };
}

/** One for all units that have it, and one for each that lacks it. */
function raisedLines(expected: ExpectedAlerts, frame: Frame): TruthLine[] {
  const { rules, units, severity = 'INFO', atMost, within } = expected;
  const after = expected.isTakenBack === true ? ', taken back later' : '';
  const begun = `begun in minute ${within.join('…')}${after}`;
  const bounds = atMost === undefined ? `${severity} or above` : `${severity} to ${atMost}`;
  const what = `${rules.join(' or ')} at ${bounds}, ${begun}`;
  const missing = units.filter(
    (unitCode) =>
      !frame.stands.alerts.some((alert) => isAsExpected(alert, unitCode, expected, frame)),
  );
  const held = units.length - missing.length;
  return [
    ...(held > 0 ? [line(`${held} of ${units.length} units: ${what}`, true, '')] : []),
    ...missing.map((unitCode) => line(`${unitCode}: ${what}`, false, toldOf(unitCode, frame))),
  ];
}

function isAsExpected(
  alert: AlertView,
  unitCode: string,
  { rules, severity = 'INFO', atMost, within, isTakenBack = false }: ExpectedAlerts,
  { minuteOf }: Frame,
): boolean {
  const [from, until] = within;
  const begun = minuteOf(alert.startedAt);
  const isTheirs = alert.unitCode === unitCode && rules.includes(alert.rule);
  if (alert.isAnnulled !== isTakenBack) return false;
  if (atMost !== undefined && !isAtLeast(atMost, alert.severity)) return false;
  return isTheirs && begun >= from && begun < until && isAtLeast(alert.severity, severity);
}

/** Whatever was told to officers and is not in the truth, also what was taken back later. */
function nothingElse({ raised, mayFollow = [] }: Truth, frame: Frame): TruthLine {
  const expected = [...raised, ...mayFollow];
  const others = frame.stands.alerts.filter(
    (alert) =>
      isAtLeast(alert.severity, 'WARN') &&
      !expected.some((one) => one.units.some((unit) => isNamed(alert, unit, one, frame))),
  );
  const told = others.slice(0, 20).map((alert) => words(alert, frame));
  return line(
    'nothing else is told at WARN or above',
    others.length === 0,
    `${others.length}: ${told.join('; ')}`,
  );
}

/** As `isAsExpected`, also where it was taken back, and less severe than it must be. */
function isNamed(alert: AlertView, unitCode: string, expected: ExpectedAlerts, frame: Frame) {
  const isTakenBack = alert.isAnnulled;
  return isAsExpected(alert, unitCode, { ...expected, severity: 'INFO', isTakenBack }, frame);
}

function silentLine(
  { rules, units }: NonNullable<Truth['silent']>[number],
  frame: Frame,
): TruthLine {
  const spoken = frame.stands.alerts.filter(
    ({ rule, unitCode }) => rules.includes(rule) && units.includes(unitCode),
  );
  const truth = `${rules.join(', ')} is silent on ${units.length} units`;
  return line(truth, spoken.length === 0, spoken.map((alert) => words(alert, frame)).join('; '));
}

/** Each that is expected stands once, and nothing else of a cause that is common or named. */
function incidentLines({ incidents }: Truth, { stands }: Frame): TruthLine[] {
  const causes = new Set(incidents.map(({ cause }) => cause));
  const left = stands.incidents.filter(
    ({ cause, state, severity }) =>
      state !== 'MERGED' && isAtLeast(severity, 'WARN') && (isCommon(cause) || causes.has(cause)),
  );
  const lines = incidents.map(({ cause, units, severity }) => {
    const index = left.findIndex(
      (one) =>
        one.cause === cause && one.children.length === units && isAtLeast(one.severity, severity),
    );
    if (index >= 0) left.splice(index, 1);
    const truth = `an incident ${cause} of ${units} units at ${severity} or above`;
    return { truth, isHeld: index >= 0 };
  });
  const rest = left.map((one) => `${one.cause} of ${one.children.length} at ${one.severity}`);
  const found = rest.length === 0 ? 'none' : rest.join('; ');
  return [
    ...lines.map(({ truth, isHeld }) => line(truth, isHeld, found)),
    line('no other incident of a common cause', left.length === 0, found),
  ];
}

function measuredLine({ run, leg, what, within }: MeasuredTime, { stands, minuteOf }: Frame) {
  const [from, until] = within;
  const truth = `run ${run} leg ${leg} ${what} by positions in minute ${within.join('…')}`;
  const found = stands.runs.find(({ code }) => code === run)?.legs[leg - 1];
  const at = what === 'departed' ? found?.departedAt : found?.arrivedAt;
  const basis = what === 'departed' ? found?.departedBasis : found?.arrivedBasis;
  if (typeof at !== 'number') return line(truth, false, 'never');
  const minute = minuteOf(at);
  const isHeld = basis === 'MEASURED' && minute >= from && minute < until;
  return line(truth, isHeld, `${basis} ${minute}`);
}

function exposureLine(
  { lots, custodian, rule, minutes }: ExpectedExposure,
  { stands }: Frame,
): TruthLine {
  const [least, most] = minutes;
  const truth = `${custodian}: ${lots.length} lots ${least}…${most} minutes of ${rule} each`;
  const wrong = lots.flatMap((code) => {
    const spans = stands.custody.get(code)?.spans ?? [];
    const theirs = spans.filter(({ custodianName }) => custodianName === custodian);
    const spent = theirs.reduce((sum, span) => sum + (span.minutes[rule] ?? 0), 0);
    if (theirs.length > 0 && spent >= least && spent <= most) return [];
    return [`${code} ${theirs.length === 0 ? 'never' : Math.round(spent)}`];
  });
  return line(truth, wrong.length === 0, wrong.join('; '));
}

function inheritedLine(
  { lots, rule, minutes: [least, most] }: InheritedExposure,
  { stands }: Frame,
): TruthLine {
  const truth = `${lots.length} lots brought ${least}…${most} minutes of ${rule} along each`;
  const wrong = lots.flatMap((code) => {
    const exposure = stands.exposures.get(code);
    const brought = exposure?.inheritedMinutes[rule] ?? 0;
    if (exposure !== undefined && brought >= least && brought <= most) return [];
    return [`${code} ${exposure === undefined ? 'unknown' : Math.round(brought)}`];
  });
  return line(truth, wrong.length === 0, wrong.join('; '));
}

function handedOverLine(
  { to, acceptedKilograms, damagedKilograms, rejectedKilograms }: HandedOver,
  handOvers: readonly HandOverView[],
): TruthLine {
  const lots = handOvers.filter((one) => one.to.name === to).flatMap((one) => one.lots);
  const sum = (of: (lot: (typeof lots)[number]) => number | null) =>
    lots.reduce((total, lot) => total + (of(lot) ?? 0), 0);
  const damaged = sum((lot) => lot.damagedKilograms);
  const rejected = sum((lot) => lot.rejectedKilograms);
  const accepted = sum((lot) => lot.quantityKilograms) - damaged - rejected;
  const kilograms = (values: readonly number[]) => values.join(' / ');
  const wanted = kilograms([acceptedKilograms, damagedKilograms, rejectedKilograms]);
  const found = kilograms([accepted, damaged, rejected]);
  return line(`${to}: accepted / damaged / rejected ${wanted} kg`, found === wanted, found);
}

function isAtLeast(severity: Severity, least: Severity): boolean {
  return compareSeverity(severity, least) >= 0;
}

/** What was told of a unit at all. */
function toldOf(unitCode: string, frame: Frame): string {
  const told = frame.stands.alerts.filter((alert) => alert.unitCode === unitCode);
  return told.length === 0 ? 'nothing' : told.map((alert) => words(alert, frame)).join('; ');
}

function words(alert: AlertView, { minuteOf }: Frame): string {
  const { unitCode, rule, severity, startedAt, endedAt, isAnnulled } = alert;
  const until = endedAt === null ? '' : minuteOf(endedAt);
  const annulled = isAnnulled ? ' (taken back)' : '';
  return `${unitCode} ${rule} ${severity} ${minuteOf(startedAt)}…${until}${annulled}`;
}
