import type { RunView } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import type {
  ExpectedRide,
  ExpectedRun,
  MeasuredTime,
  MinuteSpan,
  OverriddenTime,
  Truth,
} from './journey.ts';
import { line, type Frame, type TruthLine } from './truth-line.ts';

/** Who puts down what positions tell, as the audit has it. */
const PROGRESS = 'progress';

/** Where runs stand, when they left and arrived and on whose word, and who was with them. */
export function progressLines(truth: Truth, frame: Frame): TruthLine[] {
  return [
    ...truth.runs.flatMap((expected) => runLines(expected, frame)),
    ...(truth.measured ?? []).map((expected) => measuredLine(expected, frame)),
    ...(truth.overridden ?? []).map((expected) => overriddenLine(expected, frame)),
    ...(truth.rides ?? []).map((expected) => rideLine(expected, frame)),
  ];
}

function runLines({ code, state, measuredSteps = [] }: ExpectedRun, { stands }: Frame) {
  const found = stands.runs.find((run) => run.code === code)?.state ?? 'unknown';
  const taken = stands.steps.get(code) ?? [];
  return [
    line(`run ${code} is ${state}`, found === state, found),
    ...measuredSteps.map((step) => {
      const by = taken.filter((one) => one.state === step).map(({ actor }) => actor);
      const isHeld = by.length > 0 && by.every((actor) => actor === PROGRESS);
      return line(`run ${code} is ${step} by positions`, isHeld, `by ${by.join(', ') || 'nobody'}`);
    }),
  ];
}

function measuredLine(expected: MeasuredTime, frame: Frame): TruthLine {
  const { run, leg, what, within } = expected;
  const truth = `run ${run} leg ${leg} ${what} by positions in minute ${within.join('…')}`;
  const { at, basis } = timeOf(expected, frame.stands.runs);
  const isHeld = basis === 'MEASURED' && isWithin(within, at, frame);
  return line(truth, isHeld, told(at, frame, basis));
}

function overriddenLine(expected: OverriddenTime, frame: Frame): TruthLine {
  const { run, leg, what, within, measuredWithin } = expected;
  const said = `by somebody's word in minute ${within.join('…')}`;
  const measured = `by positions in ${measuredWithin.join('…')}`;
  const { at, basis, measuredAt } = timeOf(expected, frame.stands.runs);
  const isHeld =
    basis === 'REPORTED' &&
    isWithin(within, at, frame) &&
    isWithin(measuredWithin, measuredAt, frame);
  const found = `${told(at, frame, basis)}, ${told(measuredAt, frame, 'measured')}`;
  return line(`run ${run} leg ${leg} ${what} ${said}, ${measured}`, isHeld, found);
}

function rideLine({ run, units, joined, left }: ExpectedRide, frame: Frame): TruthLine {
  const truth = `${units.length} units join ${run} in minute ${joined.join('…')} and leave in ${left.join('…')}`;
  const wrong = units.flatMap((unitCode) => {
    const rides = frame.stands.rides.get(unitCode)?.filter(({ runCode }) => runCode === run) ?? [];
    const [ride] = rides;
    const isHeld =
      rides.length === 1 &&
      isWithin(joined, ride?.from, frame) &&
      isWithin(left, ride?.until, frame);
    const times = rides.map(({ from, until }) => `${told(from, frame)}…${told(until, frame)}`);
    return isHeld ? [] : [`${unitCode} ${times.join(', ') || 'never'}`];
  });
  return line(truth, wrong.length === 0, wrong.join('; '));
}

function timeOf({ run, leg, what }: MeasuredTime, runs: readonly RunView[]) {
  const found = runs.find(({ code }) => code === run)?.legs[leg - 1];
  return what === 'departed'
    ? { at: found?.departedAt, basis: found?.departedBasis, measuredAt: found?.measuredDepartureAt }
    : { at: found?.arrivedAt, basis: found?.arrivedBasis, measuredAt: found?.measuredArrivalAt };
}

type PossibleInstant = Instant | null | undefined;

function isWithin([from, until]: MinuteSpan, at: PossibleInstant, { minuteOf }: Frame): boolean {
  if (typeof at !== 'number') return false;
  const minute = minuteOf(at);
  return minute >= from && minute < until;
}

function told(at: PossibleInstant, { minuteOf }: Frame, basis?: string | null): string {
  const what = basis === undefined ? '' : `${basis} `;
  return typeof at === 'number' ? `${what}${minuteOf(at)}` : `${what}never`;
}
