import type { AlertView } from '@lenglian/console-contract';
import { UNIT_TEXT } from '@lenglian/wording';
import { useUnitAlerts } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { AlertCard } from '../alerts/AlertCard.tsx';
import { dangerShown } from '../alerts/danger-shown.ts';

/** The live alerts of a unit; what becomes of a lot, and what to do first, the first of its alerts says for all. */
export function UnitAlerts(props: { unitId: string }) {
  const { t } = useWording();
  const alerts = useUnitAlerts(props.unitId);
  if (alerts.length === 0) return null;
  return (
    <section aria-label={t(UNIT_TEXT.alerts)}>
      <ul className="cards">
        {alerts.map((alert, at) => (
          <li key={alert.id}>
            <AlertCard
              alert={alert}
              isDangerSaid={alerts.slice(0, at).some((other) => saysDangerOf(other, alert))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function saysDangerOf(other: AlertView, { lotId }: AlertView): boolean {
  return lotId !== null && other.lotId === lotId && dangerShown(other) !== null;
}
