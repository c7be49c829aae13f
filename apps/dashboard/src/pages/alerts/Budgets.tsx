import { DANGER_TEXT, RULE_WORDS, spentIn, spentOf } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { isGone, isOfNote, mostSpent, type BudgetView } from './budget-shares.ts';

/** What the goods have spent of what they may over the whole journey, and how long it lasts as things are. */
export function Budgets(props: { budgets: readonly BudgetView[] }) {
  const { t } = useWording();
  const shown = props.budgets.filter(isOfNote);
  if (shown.length === 0) return null;
  return (
    <ul className="budgets" aria-label={t(DANGER_TEXT.budgets)}>
      {shown.map((budget) => (
        <li key={budget.rule} data-gone={isGone(budget)}>
          <span className="label">{t(RULE_WORDS[budget.rule])}</span>
          <meter
            max={budget.maxMinutes}
            high={budget.maxMinutes * 0.8}
            low={budget.maxMinutes * 0.5}
            optimum={0}
            value={budget.spentMinutes}
            aria-label={t(RULE_WORDS[budget.rule])}
          />
          <b>{t(spentOf(budget.spentMinutes, budget.maxMinutes))}</b>
          {budget.isSpending && !isGone(budget) && (
            <small>{t(spentIn(budget.maxMinutes - budget.spentMinutes))}</small>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The one of which most is spent, for lists. */
export function WorstBudget(props: { budgets: readonly BudgetView[] }) {
  const { t } = useWording();
  const worst = mostSpent(props.budgets);
  if (worst === undefined || !isOfNote(worst)) return null;
  return (
    <span data-gone={isGone(worst)}>
      {t(RULE_WORDS[worst.rule])} <b>{t(spentOf(worst.spentMinutes, worst.maxMinutes))}</b>
    </span>
  );
}
