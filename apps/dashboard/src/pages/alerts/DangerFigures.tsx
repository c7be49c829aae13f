import { useCallback } from 'react';
import type { DangerView } from '@lenglian/console-contract';
import { MINUTE, type Duration, type Instant } from '@lenglian/quantities';
import {
  BASIS_WORDS,
  DANGER_TEXT,
  STOP_ACTION_WORDS,
  aboutMinutes,
  betweenMinutes,
  budgetGone,
  budgetGoneIn,
  crossingWords,
  formatDuration,
  marginWords,
  type Words,
} from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Ticking } from '../../ui/Ticking.tsx';
import { Budgets, WorstBudget } from './Budgets.tsx';
import { isGone, worstGone, type BudgetView } from './budget-shares.ts';
import { firstHarm, isAmple, marginOf, type FirstHarm } from './first-harm.ts';
import { dangerNow, useIsOld, useIsPast } from './use-danger-now.ts';

/** 距货损 / 距下一可处置站 / 余量, counting down: an order of size and its interval, never a promise. */
export function DangerFigures(props: { danger: DangerView }) {
  const { danger, first, margin, marginText } = useReading(props.danger);
  const { t } = useWording();
  const crossing = useCrossing(danger);
  const isForetold = crossing !== null || danger.harm !== null || first.kind === 'NONE';
  return (
    <div className="danger" title={t(DANGER_TEXT.orderOnly)}>
      <dl className="danger-figures" aria-label={t(DANGER_TEXT.title)}>
        <div>
          <dt>{t(DANGER_TEXT.timeToHarm)}</dt>
          <dd>
            <TimeToHarm danger={danger} first={first} />
          </dd>
        </div>
        <div>
          <dt>{t(DANGER_TEXT.toAction)}</dt>
          <dd>
            <NextAction action={danger.nextAction} />
          </dd>
        </div>
        <div data-late={margin !== null && margin < 0}>
          <dt>{t(DANGER_TEXT.margin)}</dt>
          <dd>
            <b>{t(marginText ?? DANGER_TEXT.unknown)}</b>
          </dd>
        </div>
      </dl>
      <Budgets danger={danger} />
      {isForetold && (
        <p className="danger-basis">
          {crossing !== null && `${crossing} · `}
          {t(BASIS_WORDS[danger.basis])}
        </p>
      )}
    </div>
  );
}

/** The same in one line, for lists. */
export function DangerLine(props: { danger: DangerView }) {
  const { danger, first, margin, marginText } = useReading(props.danger);
  const { t } = useWording();
  const crossing = useCrossing(danger);
  return (
    <span className="danger-line" title={t(DANGER_TEXT.orderOnly)}>
      {(first.kind === 'NONE' || first.kind === 'UNKNOWN') && crossing !== null ? (
        <b>{crossing}</b>
      ) : (
        <span>
          {t(DANGER_TEXT.timeToHarm)} <TimeToHarm danger={danger} first={first} isShort />
        </span>
      )}
      {danger.nextAction !== null && (
        <span>
          {t(DANGER_TEXT.toAction)} <NextAction action={danger.nextAction} />
        </span>
      )}
      {marginText !== null && (
        <span data-late={margin !== null && margin < 0}>
          {t(DANGER_TEXT.margin)} <b>{t(marginText)}</b>
        </span>
      )}
      <WorstBudget danger={danger} />
    </span>
  );
}

/** An outlook as it is to be read now, with what comes first and what is left until then. */
function useReading(told: DangerView) {
  const isOld = useIsOld(told);
  const danger = dangerNow(told, isOld);
  // What was to happen by now has, or has not: of what is old nobody knows.
  const isPast = useIsPast(told.harm?.crossesAt ?? Infinity) && isOld;
  const first = firstHarm(isPast ? { ...told, harm: null } : told, isOld);
  const margin = marginOf(danger, first);
  return { danger, first, margin, marginText: marginTextOf(danger, first, margin) };
}

function marginTextOf(danger: DangerView, first: FirstHarm, margin: number | null): Words | null {
  if (margin !== null) return marginWords(margin);
  if (danger.budgets.some(isGone) && first.kind !== 'LIMIT') return DANGER_TEXT.noneLeft;
  return isAmple(danger, first) ? DANGER_TEXT.ample : null;
}

/** Twins look ahead in steps of five minutes: what they see at the first is so now. */
const FIRST_STEP: Duration = 5 * MINUTE;

/** Which limit is crossed next, and when. */
function useCrossing({ ahead, asOf }: DangerView): string | null {
  const { t, dayTime } = useWording();
  if (ahead === null) return null;
  const { limit, celsius, crossesAt } = ahead;
  return t(
    crossingWords(limit, celsius, crossesAt - asOf <= FIRST_STEP ? null : dayTime(crossesAt)),
  );
}

function TimeToHarm(props: { danger: DangerView; first: FirstHarm; isShort?: boolean }) {
  const { first, isShort = false } = props;
  const { t } = useWording();
  const gone = worstGone(props.danger.budgets);
  const already = !isShort && gone !== undefined && <small>{t(budgetGone(gone.rule))}</small>;
  switch (first.kind) {
    case 'HARMED':
      return <b>{t(DANGER_TEXT.harmed)}</b>;
    case 'LIMIT':
      return (
        <>
          <UntilLimit harm={first.harm} isShort={isShort} />
          {already}
        </>
      );
    case 'BUDGET':
      return (
        <>
          <UntilGone {...first} />
          {already}
        </>
      );
    case 'GONE':
      return <b>{t(budgetGone(first.budget.rule))}</b>;
    case 'NONE':
      return <b>{t(DANGER_TEXT.notSoon)}</b>;
    case 'UNKNOWN':
      return <b>{t(DANGER_TEXT.unknown)}</b>;
  }
}

function UntilLimit(props: { harm: NonNullable<DangerView['harm']>; isShort: boolean }) {
  const { harm, isShort } = props;
  const { t } = useWording();
  const text = useCallback(
    (now: Instant) => t(aboutMinutes((harm.crossesAt - now) / MINUTE)),
    [harm, t],
  );
  const interval = useCallback(
    (now: Instant) => {
      const [earliest, latest] = [harm.earliestAt, harm.latestAt].map((at) =>
        at === null ? null : (at - now) / MINUTE,
      );
      return t(betweenMinutes(earliest ?? null, latest ?? null));
    },
    [harm, t],
  );
  return (
    <>
      <b>
        <Ticking text={text} />
      </b>
      {!isShort && (
        <small>
          <Ticking text={interval} />
        </small>
      )}
    </>
  );
}

/** No critical limit is crossed before, and yet the goods have so much time and no more. */
function UntilGone(props: { budget: BudgetView; at: Instant }) {
  const { budget, at } = props;
  const { t } = useWording();
  const text = useCallback(
    (now: Instant) => t(budgetGoneIn(budget.rule, (at - now) / MINUTE)),
    [budget.rule, at, t],
  );
  return (
    <b>
      <Ticking text={text} />
    </b>
  );
}

function NextAction(props: { action: DangerView['nextAction'] }) {
  const { action } = props;
  const { t, language } = useWording();
  const text = useCallback(
    (now: Instant) => (action === null ? '' : t(formatDuration(Math.max(0, action.at - now)))),
    [action, t],
  );
  if (action === null) return <b>{t(DANGER_TEXT.unknown)}</b>;
  const place = nameIn(language, action.placeNameZh ?? '', action.placeNameEn ?? '');
  const what = action.actions.map((code) => t(STOP_ACTION_WORDS[code]));
  return (
    <>
      <b>
        <Ticking text={text} />
      </b>
      <small>
        {place} · {what.length > 0 ? what.join(' / ') : t(DANGER_TEXT.arrival)}
      </small>
    </>
  );
}
