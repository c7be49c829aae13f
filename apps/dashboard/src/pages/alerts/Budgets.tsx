import type { DangerView } from '@lenglian/console-contract';
import { DANGER_TEXT, RULE_WORDS, spentIn, spentOf } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';

type BudgetsView = DangerView['budgets'];
type Budget = BudgetsView[number];

/** Below this nobody would look: a door at loading spends some seconds of one. */
const SHOWN_MINUTES_MIN = 1;

/** What the goods have spent of what they may over the whole journey, and how long it lasts as things are. */
export function Budgets(props: { budgets: BudgetsView }) {
  const { t } = useWording();
  const shown = props.budgets.filter(({ spentMinutes }) => spentMinutes >= SHOWN_MINUTES_MIN);
  if (shown.length === 0) return null;
  return (
    <ul className="budgets" aria-label={t(DANGER_TEXT.budgets)}>
      {shown.map((budget) => (
        <li key={budget.rule} data-gone={isGone(budget)}>
          <span className="label">{t(RULE_WORDS[budget.rule])}</span>
          <meter
            max={budget.maxMinutes}
            high={budget.maxMinutes / 2}
            low={budget.maxMinutes / 2}
            optimum={0}
            value={budget.spentMinutes}
            aria-label={t(RULE_WORDS[budget.rule])}
          />
          <b>{t(spentOf(budget.spentMinutes, budget.maxMinutes))}</b>
          {budget.isSpending && !isGone(budget) && <small>{t(spentIn(leftOf(budget)))}</small>}
        </li>
      ))}
    </ul>
  );
}

/** The one of which most is spent, for lists. */
export function WorstBudget(props: { budgets: BudgetsView }) {
  const { t } = useWording();
  const [worst] = props.budgets.toSorted((a, b) => shareOf(b) - shareOf(a));
  if (worst === undefined || worst.spentMinutes < SHOWN_MINUTES_MIN) return null;
  return (
    <span data-gone={isGone(worst)}>
      {t(RULE_WORDS[worst.rule])} <b>{t(spentOf(worst.spentMinutes, worst.maxMinutes))}</b>
    </span>
  );
}

/** Whether all of any is spent. */
export function isAnyGone(budgets: BudgetsView): boolean {
  return budgets.some((budget) => isGone(budget));
}

function isGone({ spentMinutes, maxMinutes }: Budget): boolean {
  return spentMinutes >= maxMinutes;
}

function shareOf({ spentMinutes, maxMinutes }: Budget): number {
  return spentMinutes / maxMinutes;
}

function leftOf({ spentMinutes, maxMinutes }: Budget): number {
  return maxMinutes - spentMinutes;
}
