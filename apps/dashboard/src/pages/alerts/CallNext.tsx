import { calledFor } from '@lenglian/incidents';
import type { IncidentView } from '@lenglian/console-contract';
import { callFor } from '@lenglian/wording';
import { useNow } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';

/** Says whom to call for what nobody has taken for too long. Nothing before. */
export function CallNext(props: {
  incident: Pick<IncidentView, 'severity' | 'untakenSince' | 'nextCheckAt'>;
}) {
  const { t } = useWording();
  const { severity, untakenSince, nextCheckAt } = props.incident;
  const called = calledFor(severity, untakenSince, nextCheckAt, useNow());
  if (called === null) return null;
  return <em className="overdue">{t(callFor(called, untakenSince === null))}</em>;
}
