import type { AlertView } from '@lenglian/console-contract';
import { ALERT_TEXT } from '@lenglian/wording';
import { useUnit } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { noteOf } from '../../ui/looks.ts';

/**
 * What the unit tells besides (断电, 门开), and 补传 and 已更正: what tells an alert apart from one that
 * was found as it happened.
 */
export function AlertTags(props: { alert: AlertView }) {
  const { t } = useWording();
  const unit = useUnit(props.alert.unitId);
  const note = unit === undefined || props.alert.endedAt !== null ? null : noteOf(unit);
  return (
    <>
      {note !== null && (
        <span className="tag" data-look="warn">
          {t(note)}
        </span>
      )}
      {props.alert.isLate && (
        <span className="tag" title={t(ALERT_TEXT.lateExplained)}>
          {t(ALERT_TEXT.late)}
        </span>
      )}
      {props.alert.isAnnulled && (
        <span className="tag" title={t(ALERT_TEXT.annulledExplained)}>
          {t(ALERT_TEXT.annulled)}
        </span>
      )}
    </>
  );
}
