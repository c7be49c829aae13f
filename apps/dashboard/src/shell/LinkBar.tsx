import { useEffect } from 'react';
import { dataStopped, linkLost } from '@lenglian/wording';
import { useLink, useOutage } from '../live/live-context.ts';
import { AgeWithin } from '../ui/Age.tsx';

/** Says that the screen shows the past: the link is down, or the server itself gets no data. */
export function LinkBar() {
  const link = useLink();
  const outage = useOutage();
  const lost = link.kind === 'reconnecting' ? link.since : null;
  const isPast = lost !== null || outage !== null;
  useEffect(() => {
    document.documentElement.dataset['past'] = String(isPast);
  }, [isPast]);
  if (!isPast) return null;
  return (
    <div className="bar bar-danger" role="alert">
      {lost !== null && <AgeWithin since={lost} around={linkLost} />}
      {outage !== null && <AgeWithin since={outage} around={dataStopped} />}
    </div>
  );
}
