import type { AlertView } from '@lenglian/console-contract';
import { ALERT_TEXT, formatCelsius } from '@lenglian/wording';
import { useUnit } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { signalNow } from '../../ui/readings.ts';

/** What its sensor says now while the alert lasts, and the worst it has said. */
export function RowValues(props: { alert: AlertView }) {
  const { alert } = props;
  const { t } = useWording();
  const unit = useUnit(alert.unitId);
  const now = alert.endedAt === null ? signalNow(unit, alert.signal) : null;
  return (
    <span className="row-values">
      {now !== null && alert.limitCelsius !== null && <b>{formatCelsius(now)} °C</b>}
      {alert.peakCelsius !== null && (
        <small>
          {t(ALERT_TEXT.peak)} {formatCelsius(alert.peakCelsius)}
        </small>
      )}
    </span>
  );
}
