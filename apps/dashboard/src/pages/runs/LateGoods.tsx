import { Link } from 'react-router';
import { lateGoods, leftOnTime } from '@lenglian/wording';
import { useAlerts } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { leastLeft } from '../../ui/lateness.ts';

/** Goods of a run that its being late costs too much of their life; leads to those that lose most. */
export function LateGoods(props: { runId: string }) {
  const { t } = useWording();
  const late = useAlerts().filter(({ runId, lateness }) => runId === props.runId && lateness);
  const worst = leastLeft(late);
  if (!worst?.lateness) return null;
  const { hoursLeft, hoursLeftOnTime } = worst.lateness;
  return (
    <p className="late">
      <Link to={`/alerts/${worst.id}`}>{t(lateGoods(late.length, hoursLeft))}</Link>{' '}
      <small className="dim">{t(leftOnTime(hoursLeftOnTime))}</small>
    </p>
  );
}
