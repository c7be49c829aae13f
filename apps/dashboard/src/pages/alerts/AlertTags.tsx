import type { AlertView } from '@lenglian/console-contract';
import { ALERT_LIFE_TEXT, ALERT_TEXT, DISPOSITION_WORDS } from '@lenglian/wording';
import { useUnit } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { noteBeside } from '../../ui/looks.ts';

/**
 * What the unit tells besides (断电, 门开), and 补传 and 已更正: what tells an alert apart from one that
 * was found as it happened.
 */
export function AlertTags(props: { alert: AlertView }) {
  const { t, time } = useWording();
  const { shelvedUntil, disposition, awaitsDisposition } = props.alert;
  const unit = useUnit(props.alert.unitId);
  const isPast = unit === undefined || props.alert.endedAt !== null;
  const note = isPast ? null : noteBeside(props.alert.rule, unit);
  return (
    <>
      {note !== null && (
        <span className="tag" data-look="warn">
          {t(note)}
        </span>
      )}
      {shelvedUntil !== null && (
        <span className="tag" title={props.alert.shelfReason ?? undefined}>
          {t(ALERT_LIFE_TEXT.shelvedUntil)} {time(shelvedUntil)}
        </span>
      )}
      {(awaitsDisposition || disposition !== null) && (
        <span className="tag" data-look={awaitsDisposition ? 'major' : undefined}>
          {t(DISPOSITION_WORDS[disposition ?? 'AWAITING'])}
        </span>
      )}
      {props.alert.openReviewId !== null && (
        <span className="tag" data-look="warn">
          {t(ALERT_LIFE_TEXT.reviewOpen)}
        </span>
      )}
      {props.alert.signal === 'ESTIMATE' && (
        <span className="tag" title={t(ALERT_TEXT.estimatedExplained)}>
          {t(ALERT_TEXT.estimated)}
        </span>
      )}
      {props.alert.isUnverified && (
        <span className="tag" data-look="warn" title={t(ALERT_TEXT.unverifiedExplained)}>
          {t(ALERT_TEXT.unverified)}
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
