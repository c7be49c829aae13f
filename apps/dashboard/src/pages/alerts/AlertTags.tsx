import type { AlertView } from '@lenglian/console-contract';
import { ALERT_TEXT } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';

/** 补传 and 已更正: what tells an alert apart from one that was found as it happened. */
export function AlertTags(props: { alert: AlertView }) {
  const { t } = useWording();
  return (
    <>
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
