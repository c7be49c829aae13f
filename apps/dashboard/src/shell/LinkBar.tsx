import { linkLost } from '@lenglian/wording';
import { useLink } from '../live/live-context.ts';
import { AgeWithin } from '../ui/Age.tsx';

/** Says, while the link is down, that the screen shows the past. */
export function LinkBar() {
  const link = useLink();
  if (link.kind !== 'reconnecting') return null;
  return (
    <div className="bar bar-danger" role="alert">
      <AgeWithin since={link.since} around={linkLost} />
    </div>
  );
}
