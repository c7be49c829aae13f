import type { AlertView, DangerView } from '@lenglian/console-contract';
import { withoutToldGaps } from '@lenglian/incidents';
import { UNIT_TEXT } from '@lenglian/wording';
import { useUnitAlerts } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { AlertCard } from '../alerts/AlertCard.tsx';
import { causeToActOn, dangerShown } from '../alerts/danger-shown.ts';
import { useIsOld } from '../alerts/use-danger-now.ts';

/** The live alerts of a unit. What becomes of a lot, and a first step, is said once a lot. */
export function UnitAlerts(props: { unitId: string }) {
  const { t } = useWording();
  const alerts = withoutToldGaps(useUnitAlerts(props.unitId));
  const isOld = useIsOld(oldestOf(alerts));
  if (alerts.length === 0) return null;
  return (
    <section aria-label={t(UNIT_TEXT.alerts)}>
      <ul className="cards">
        {alerts.map((alert, at) => (
          <li key={alert.id}>
            <AlertCard alert={alert} {...saidBefore(alert, alerts.slice(0, at), isOld)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What cards before it say of the same lot. */
function saidBefore(alert: AlertView, before: readonly AlertView[], isOld: boolean) {
  const ofLot = before.filter(({ lotId }) => lotId !== null && lotId === alert.lotId);
  const cause = causeToActOn(alert, isOld);
  return {
    isDangerSaid: ofLot.some((other) => dangerShown(other, isOld) !== null),
    isFirstStepSaid: cause !== null && ofLot.some((other) => causeToActOn(other, isOld) === cause),
  };
}

/** One box falls silent as a whole. */
function oldestOf(alerts: readonly AlertView[]): DangerView | null {
  return (
    alerts.flatMap(({ danger }) => danger ?? []).toSorted((a, b) => a.asOf - b.asOf)[0] ?? null
  );
}
