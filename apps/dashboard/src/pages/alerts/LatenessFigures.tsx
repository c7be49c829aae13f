import type { LatenessView } from '@lenglian/console-contract';
import { LATENESS_TEXT, lateBy, leftOnTime, lifeWords } from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';

/** 预计到达 / 比计划 / 剩余货架期: when goods will be there, and what that leaves of them. */
export function LatenessFigures(props: { lateness: LatenessView }) {
  const { expectedArrivalAt, plannedArrivalAt, placeNameZh, placeNameEn } = props.lateness;
  const { hoursLeft, hoursLeftOnTime } = props.lateness;
  const { t, dayTime, language } = useWording();
  return (
    <div className="danger" title={t(LATENESS_TEXT.worst)}>
      <dl className="danger-figures" aria-label={t(LATENESS_TEXT.title)}>
        <div>
          <dt>{t(LATENESS_TEXT.expected)}</dt>
          <dd>
            <b>{dayTime(expectedArrivalAt)}</b>
            <small>{nameIn(language, placeNameZh, placeNameEn)}</small>
          </dd>
        </div>
        <div>
          <dt>{t(LATENESS_TEXT.delay)}</dt>
          <dd>
            <b>{t(lateBy(expectedArrivalAt - plannedArrivalAt))}</b>
            <small>{dayTime(plannedArrivalAt)}</small>
          </dd>
        </div>
        <div>
          <dt>{t(LATENESS_TEXT.left)}</dt>
          <dd>
            <b>{t(lifeWords(hoursLeft))}</b>
            <small>{t(leftOnTime(hoursLeftOnTime))}</small>
          </dd>
        </div>
      </dl>
    </div>
  );
}
