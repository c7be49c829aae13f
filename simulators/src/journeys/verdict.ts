import { compareSeverity, type Severity } from '@lenglian/breaches';
import type { AlertView, HandOverView, IncidentView } from '@lenglian/console-contract';
import { LINE_SEVERITY } from '@lenglian/incidents';
import { MINUTE, type Instant } from '@lenglian/quantities';
import { fewLines } from './few-lines.ts';
import type {
  ExpectedAlerts,
  ExpectedCourse,
  ExpectedExposure,
  HandedOver,
  InheritedExposure,
  PossibleIncident,
  Truth,
} from './journey.ts';
import { progressLines } from './progress-verdict.ts';
import { line, type Frame, type TruthLine } from './truth-line.ts';
import type { WhatStands } from './what-stands.ts';

/** Holds what stands against the truth. */
export function judgeJourney(truth: Truth, stands: WhatStands, departure: Instant): TruthLine[] {
  // The minute that has begun: rounded, what is told in the last half of a window's last minute would be outside of it.
  const minuteOf = (at: Instant) => Math.floor((at - departure) / MINUTE);
  const frame = { stands, minuteOf };
  return [
    ...truth.raised.flatMap((expected) => raisedLines(expected, frame)),
    nothingElse(truth, frame),
    ...(truth.silent ?? []).map((silent) => silentLine(silent, frame)),
    ...incidentLines(truth, frame),
    fewLines(frame),
    ...progressLines(truth, frame),
    ...truth.exposure.map((expected) => exposureLine(expected, frame)),
    ...(truth.inherited ?? []).map((expected) => inheritedLine(expected, frame)),
    ...handedOverLines(truth.handedOver, stands.handOvers),
  ];
}

/** One for all units that have it, and one for each that lacks it. */
function raisedLines(expected: ExpectedAlerts, frame: Frame): TruthLine[] {
  const { rules, units, severity = 'INFO', atMost, within } = expected;
  const after = expected.isTakenBack === true ? ', taken back later' : '';
  const begun = `begun in minute ${within.join('…')}${after}`;
  const bounds = atMost === undefined ? `${severity} or above` : `${severity} to ${atMost}`;
  const what = `${rules.join(' or ')} at ${bounds}, ${begun}${courseWords(expected)}`;
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
  expected: ExpectedAlerts,
  { minuteOf }: Frame,
): boolean {
  const { rules, severity = 'INFO', atMost, within, isTakenBack = false } = expected;
  const [from, until] = within;
  const begun = minuteOf(alert.startedAt);
  const isTheirs = alert.unitCode === unitCode && rules.includes(alert.rule);
  if (alert.isAnnulled !== isTakenBack) return false;
  if (atMost !== undefined && !isAtLeast(atMost, alert.severity)) return false;
  if (!hasCourse(alert, alert.raisedAt, expected)) return false;
  return isTheirs && begun >= from && begun < until && isAtLeast(alert.severity, severity);
}

/** Whether it was told in time, and came to the end that it must have. */
function hasCourse(
  {
    startedAt,
    endedAt,
    acknowledgedAt,
  }: Pick<AlertView, 'startedAt' | 'endedAt' | 'acknowledgedAt'>,
  toldAt: Instant,
  { raisedWithin, hasEnded, isAcknowledged }: ExpectedCourse,
): boolean {
  const [least, most] = raisedWithin ?? [0, Infinity];
  const waited = (toldAt - startedAt) / MINUTE;
  return (
    (raisedWithin === undefined || (waited >= least && waited <= most)) &&
    (hasEnded === undefined || hasEnded === (endedAt !== null)) &&
    (isAcknowledged === undefined || isAcknowledged === (acknowledgedAt !== null))
  );
}

function courseWords({ raisedWithin, hasEnded, isAcknowledged }: ExpectedCourse): string {
  const is = (what: string, it: boolean | undefined) =>
    it === undefined ? '' : `, ${it ? '' : 'not '}${what}`;
  const raised = raisedWithin && `, told after ${raisedWithin.join('…')} minutes`;
  return `${raised ?? ''}${is('ended', hasEnded)}${is('taken by somebody', isAcknowledged)}`;
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

/** As `isAsExpected`, also where it was taken back, and less severe than it must be, or went another course. */
function isNamed(
  alert: AlertView,
  unitCode: string,
  { rules, units, atMost, within }: ExpectedAlerts,
  frame: Frame,
) {
  const named = { rules, units, within, isTakenBack: alert.isAnnulled };
  return isAsExpected(alert, unitCode, { ...named, ...(atMost && { atMost }) }, frame);
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

/** Each that is expected stands once, and nothing else that reaches somebody. */
function incidentLines({ incidents, incidentsMayFollow = [] }: Truth, frame: Frame): TruthLine[] {
  const left = frame.stands.incidents.filter(
    ({ state, severity }) => state !== 'MERGED' && isAtLeast(severity, LINE_SEVERITY),
  );
  const lines = incidents.map((expected) => {
    const { cause, units, severity } = expected;
    const index = left.findIndex(
      (one) =>
        one.cause === cause &&
        one.children.length === units &&
        isAtLeast(one.severity, severity) &&
        hasCourse(one, one.openedAt, expected),
    );
    if (index >= 0) left.splice(index, 1);
    const bounds = `${severity} or above${courseWords(expected)}`;
    const truth = `an incident ${cause} of ${units} units at ${bounds}`;
    return { truth, isHeld: index >= 0 };
  });
  const others = left.filter((one) => !incidentsMayFollow.some((may) => isOneThat(may, one)));
  const told = (rest: readonly IncidentView[]) =>
    rest.length === 0 ? 'none' : rest.map((one) => incidentWords(one, frame)).join('; ');
  return [
    ...lines.map(({ truth, isHeld }) => line(truth, isHeld, told(left))),
    line('no other incident at WARN or above', others.length === 0, told(others)),
  ];
}

function isOneThat({ cause, units }: PossibleIncident, incident: IncidentView): boolean {
  const areTheirs = incident.children.every(({ unitCode }) => units.includes(unitCode));
  return incident.cause === cause && areTheirs;
}

function incidentWords(incident: IncidentView, { minuteOf }: Frame) {
  const { cause, severity, state, startedAt, openedAt, children } = incident;
  const units = children.map(({ unitCode }) => unitCode).join(', ');
  const told = `told in ${minuteOf(openedAt)}, ${state}`;
  return `${cause} of ${children.length} at ${severity} from ${minuteOf(startedAt)}, ${told} (${units})`;
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

/** What each took over, and that nobody else took anything. */
function handedOverLines(
  expected: readonly HandedOver[],
  handOvers: readonly HandOverView[],
): TruthLine[] {
  const named = new Set(expected.map(({ to }) => to));
  const others = handOvers.filter(({ to }) => !named.has(to.name));
  const found = others.map(({ from, to, lots }) => `${from.name} to ${to.name}: ${lots.length}`);
  return [
    ...expected.map((one) => handedOverLine(one, handOvers)),
    line('nothing is handed over to anybody else', others.length === 0, found.join('; ')),
  ];
}

function handedOverLine(expected: HandedOver, handOvers: readonly HandOverView[]): TruthLine {
  const { to, times = 1, acceptedKilograms } = expected;
  const { damagedKilograms = 0, rejectedKilograms = 0 } = expected;
  const theirs = handOvers.filter((one) => one.to.name === to);
  const lots = theirs.flatMap((one) => one.lots);
  const sum = (of: (lot: (typeof lots)[number]) => number | null) =>
    lots.reduce((total, lot) => total + (of(lot) ?? 0), 0);
  const damaged = sum((lot) => lot.damagedKilograms);
  const rejected = sum((lot) => lot.rejectedKilograms);
  const accepted = sum((lot) => lot.quantityKilograms) - damaged - rejected;
  const words = (count: number, kilograms: readonly number[]) =>
    `${kilograms.join(' / ')} kg in ${count} hand-overs`;
  const wanted = words(times, [acceptedKilograms, damagedKilograms, rejectedKilograms]);
  const found = words(theirs.length, [accepted, damaged, rejected]);
  return line(`${to}: accepted / damaged / rejected ${wanted}`, found === wanted, found);
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
  const { unitCode, rule, severity, startedAt, raisedAt, endedAt, isAnnulled } = alert;
  const until = endedAt === null ? '' : minuteOf(endedAt);
  const annulled = isAnnulled ? ' (taken back)' : '';
  const told = `told in ${minuteOf(raisedAt)}`;
  return `${unitCode} ${rule} ${severity} ${minuteOf(startedAt)}…${until} ${told}${annulled}`;
}
