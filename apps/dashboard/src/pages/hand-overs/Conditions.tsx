import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { HandOverView, ShownConditionView } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import {
  formatBand,
  formatDuration,
  HAND_OVER_TEXT,
  withoutData,
  wordsOfChannel,
  wordsOfRule,
} from '@lenglian/wording';
import { handOverQuery } from '../../api/goods-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';

/** How the boxes were kept in the 24 h before: as it was shown then, and on demand as known now. */
export function Conditions(props: { handOver: HandOverView }) {
  const { handOver } = props;
  const { t } = useWording();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="conditions">
      <h4 className="label">{t(HAND_OVER_TEXT.condition)}</h4>
      {handOver.conditions.length === 0 && (
        <p className="dim">{t(HAND_OVER_TEXT.conditionUnknown)}</p>
      )}
      {handOver.conditions.map((condition) => (
        <Condition key={condition.unitCode} condition={condition} />
      ))}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t(HAND_OVER_TEXT.conditionNow)}</summary>
        {isOpen && <ConditionsNow id={handOver.id} />}
      </details>
    </div>
  );
}

function ConditionsNow(props: { id: string }) {
  const { t } = useWording();
  const handOver = useQuery(handOverQuery(props.id));
  if (handOver.isPending) return <Loading />;
  if (handOver.isError)
    return <Failed error={handOver.error} onRetry={() => void handOver.refetch()} />;
  const { conditionsNow } = handOver.data;
  return (
    <>
      {conditionsNow.map((condition) => (
        <Condition key={condition.unitCode} condition={condition} />
      ))}
      <p className="hint">
        {t(
          conditionsNow.length === 0
            ? HAND_OVER_TEXT.conditionUnknown
            : HAND_OVER_TEXT.conditionLate,
        )}
      </p>
    </>
  );
}

/** Least and greatest of each signal, pauses, and what was alarmed then. */
function Condition(props: { condition: ShownConditionView }) {
  const { unitCode, signals, gapMinutes, openAlerts } = props.condition;
  const { t } = useWording();
  return (
    <div className="condition">
      <b>{unitCode}</b>
      {signals.map(({ signal, minimumCelsius, maximumCelsius }) => (
        <span key={signal}>
          <span className="label">{t(wordsOfChannel(signal))}</span>
          {formatBand(minimumCelsius, maximumCelsius)} °C
        </span>
      ))}
      {signals.length === 0 && <span>{t(HAND_OVER_TEXT.nothingMeasured)}</span>}
      {gapMinutes > 0 && (
        <span className="gap">{t(withoutData(formatDuration(gapMinutes * MINUTE)))}</span>
      )}
      {openAlerts.length > 0 && (
        <span>
          <span className="label">{t(HAND_OVER_TEXT.openAlerts)}</span>
          {openAlerts.map(({ alertId, rule }) => (
            <Link key={alertId} className="open-alert" to={`/alerts/${alertId}?state=all`}>
              {t(wordsOfRule(rule))}
            </Link>
          ))}
        </span>
      )}
    </div>
  );
}
