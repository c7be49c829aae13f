import type { Instant } from '@lenglian/quantities';
import { ALERT_TEXT } from '@lenglian/wording';
import { useNow } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';

/** When whoever has it looks again, and that they should have. Nothing where nobody has it. */
export function NextCheck(props: { at: Instant | null }) {
  const { t, time } = useWording();
  const { at } = props;
  if (at === null) return null;
  return (
    <span className="next-check">
      {' '}
      · {t(ALERT_TEXT.nextCheck)} {time(at)} <Overdue at={at} />
    </span>
  );
}

/** Says that the owner should have looked again. */
export function Overdue(props: { at: Instant }) {
  const { t } = useWording();
  return useNow() >= props.at ? <em className="overdue">{t(ALERT_TEXT.checkOverdue)}</em> : null;
}
