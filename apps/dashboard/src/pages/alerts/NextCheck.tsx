import type { Instant } from '@lenglian/quantities';
import { ALERT_TEXT } from '@lenglian/wording';
import { useNow } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';

/** When whoever has it looks again, and that they should have. Nothing where nobody has it. */
export function NextCheck(props: { at: Instant | null }) {
  if (props.at === null) return null;
  return <Check at={props.at} />;
}

function Check(props: { at: Instant }) {
  const { t, time } = useWording();
  const isDue = useNow() >= props.at;
  return (
    <span className="next-check">
      {' '}
      · {t(ALERT_TEXT.nextCheck)} {time(props.at)}
      {isDue && <em className="overdue"> {t(ALERT_TEXT.checkOverdue)}</em>}
    </span>
  );
}
