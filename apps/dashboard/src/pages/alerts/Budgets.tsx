import { useCallback } from 'react';
import type { DangerView } from '@lenglian/console-contract';
import { MINUTE, type Instant } from '@lenglian/quantities';
import { DANGER_TEXT, RULE_WORDS, spentIn, spentOf } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { Ticking } from '../../ui/Ticking.tsx';
import {
  goneAt,
  isGone,
  isRunningOut,
  isShown,
  worstNote,
  type BudgetView,
} from './budget-shares.ts';

/** What the goods have spent of what they may over the whole journey, and how long it lasts as things are. */
export function Budgets(props: { danger: DangerView }) {
  const { budgets, asOf } = props.danger;
  const { t } = useWording();
  const shown = budgets.filter(isShown);
  if (shown.length === 0) return null;
  return (
    <ul className="budgets" aria-label={t(DANGER_TEXT.budgets)}>
      {shown.map((budget) => (
        <li key={budget.rule} data-gone={isGone(budget)}>
          <span className="label" aria-hidden="true">
            {t(RULE_WORDS[budget.rule])}
          </span>
          <meter
            max={budget.maxMinutes}
            high={budget.maxMinutes * 0.8}
            low={budget.maxMinutes * 0.5}
            optimum={0}
            value={budget.spentMinutes}
            aria-label={t(RULE_WORDS[budget.rule])}
          />
          <b>{t(spentOf(budget.spentMinutes, budget.maxMinutes))}</b>
          {isRunningOut(budget) && <SpentIn budget={budget} asOf={asOf} />}
        </li>
      ))}
    </ul>
  );
}

/** The one that is of most note, for lists. */
export function WorstBudget(props: { danger: DangerView }) {
  const { t } = useWording();
  const worst = worstNote(props.danger.budgets);
  if (worst === undefined) return null;
  return (
    <span data-gone={isGone(worst)}>
      {t(RULE_WORDS[worst.rule])} <b>{t(spentOf(worst.spentMinutes, worst.maxMinutes))}</b>
      {isRunningOut(worst) && <SpentIn budget={worst} asOf={props.danger.asOf} />}
    </span>
  );
}

function SpentIn(props: { budget: BudgetView; asOf: Instant }) {
  const { t } = useWording();
  const at = goneAt(props.budget, props.asOf);
  const text = useCallback((now: Instant) => t(spentIn((at - now) / MINUTE)), [at, t]);
  return (
    <small>
      <Ticking text={text} />
    </small>
  );
}
