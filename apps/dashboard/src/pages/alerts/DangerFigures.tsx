import { useCallback } from 'react';
import type { DangerView } from '@lenglian/console-contract';
import { DAY, MINUTE, type Instant } from '@lenglian/quantities';
import {
  BASIS_WORDS,
  DANGER_TEXT,
  STOP_ACTION_WORDS,
  aboutMinutes,
  betweenMinutes,
  budgetGoneIn,
  crossingWords,
  formatDuration,
  marginWords,
} from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Ticking } from '../../ui/Ticking.tsx';
import { Budgets, WorstBudget } from './Budgets.tsx';
import { firstGone, isGone, minutesLeft, type BudgetView } from './budget-shares.ts';

/** 距货损 / 距下一可处置站 / 余量, counting down: an order of size and its interval, never a promise. */
export function DangerFigures(props: { danger: DangerView }) {
  const { danger } = props;
  const { t, dateTime } = useWording();
  const { ahead, marginMinutes } = danger;
  const margin = marginOf(danger);
  return (
    <div className="danger" title={t(DANGER_TEXT.orderOnly)}>
      <dl className="danger-figures" aria-label={t(DANGER_TEXT.title)}>
        <div>
          <dt>{t(DANGER_TEXT.timeToHarm)}</dt>
          <dd>
            <TimeToHarm danger={danger} />
          </dd>
        </div>
        <div>
          <dt>{t(DANGER_TEXT.toAction)}</dt>
          <dd>
            <NextAction action={danger.nextAction} />
          </dd>
        </div>
        <div data-late={marginMinutes !== null && marginMinutes < 0}>
          <dt>{t(DANGER_TEXT.margin)}</dt>
          <dd>
            <b>{t(margin ?? DANGER_TEXT.unknown)}</b>
          </dd>
        </div>
      </dl>
      <Budgets danger={danger} />
      <p className="danger-basis">
        {ahead !== null &&
          `${t(crossingWords(ahead.limit, ahead.celsius, dateTime(ahead.crossesAt)))} · `}
        {t(BASIS_WORDS[danger.basis])}
      </p>
    </div>
  );
}

/** The same in one line, for lists. */
export function DangerLine(props: { danger: DangerView }) {
  const { danger } = props;
  const { t } = useWording();
  const margin = marginOf(danger);
  return (
    <span className="danger-line" title={t(DANGER_TEXT.orderOnly)}>
      <span>
        {t(DANGER_TEXT.timeToHarm)} <TimeToHarm danger={danger} isShort />
      </span>
      {danger.nextAction !== null && (
        <span>
          {t(DANGER_TEXT.toAction)} <NextAction action={danger.nextAction} />
        </span>
      )}
      {margin !== null && (
        <span data-late={danger.marginMinutes !== null && danger.marginMinutes < 0}>
          {t(DANGER_TEXT.margin)} <b>{t(margin)}</b>
        </span>
      )}
      <WorstBudget danger={danger} />
    </span>
  );
}

/** Null where it is not known; what is not harmed within a day leaves enough until a place before that. */
function marginOf(danger: DangerView) {
  const { marginMinutes, timeToHarmMinutes, nextAction, asOf } = danger;
  if (marginMinutes !== null) return marginWords(marginMinutes);
  if (danger.budgets.some(isGone) || firstGone(danger.budgets) !== undefined) return null;
  const isSooner = nextAction !== null && nextAction.at - asOf < DAY / 2;
  return timeToHarmMinutes === null && isSooner ? DANGER_TEXT.ample : null;
}

function TimeToHarm(props: { danger: DangerView; isShort?: boolean }) {
  const { harm, timeToHarmMinutes, budgets, asOf } = props.danger;
  const { t } = useWording();
  const text = useCallback(
    (now: Instant) => (harm === null ? '' : t(aboutMinutes((harm.crossesAt - now) / MINUTE))),
    [harm, t],
  );
  const interval = useCallback(
    (now: Instant) => {
      if (harm === null) return '';
      const [earliest, latest] = [harm.earliestAt, harm.latestAt].map((at) =>
        at === null ? null : (at - now) / MINUTE,
      );
      return t(betweenMinutes(earliest ?? null, latest ?? null));
    },
    [harm, t],
  );
  if (timeToHarmMinutes === 0) return <b>{t(DANGER_TEXT.harmed)}</b>;
  if (timeToHarmMinutes === null || harm === null) {
    if (budgets.some(isGone)) return <b>{t(DANGER_TEXT.budgetGone)}</b>;
    const first = firstGone(budgets);
    if (first !== undefined) return <BudgetGoneIn budget={first} asOf={asOf} />;
    return <b>{t(DANGER_TEXT.notSoon)}</b>;
  }
  return (
    <>
      <b>
        <Ticking text={text} />
      </b>
      {props.isShort !== true && (
        <small>
          <Ticking text={interval} />
        </small>
      )}
    </>
  );
}

/** No critical limit lies ahead, and yet the goods have so much time and no more. */
function BudgetGoneIn(props: { budget: BudgetView; asOf: Instant }) {
  const { budget, asOf } = props;
  const { t } = useWording();
  const text = useCallback(
    (now: Instant) => {
      const minutes = minutesLeft(budget, asOf, now);
      return t(minutes === null ? DANGER_TEXT.unknown : budgetGoneIn(minutes));
    },
    [budget, asOf, t],
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
