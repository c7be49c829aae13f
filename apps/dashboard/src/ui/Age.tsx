import { useCallback } from 'react';
import type { Instant } from '@lenglian/quantities';
import { formatAge, formatDuration, formatShortDuration, type Words } from '@lenglian/wording';
import { useWording } from '../preferences/preferences-context.ts';
import { Ticking } from './Ticking.tsx';

const WAYS = { age: formatAge, span: formatDuration, short: formatShortDuration };

/** How long ago `since` is, ticking: "35 秒前", "35 秒" or "35秒". */
export function Age(props: { since: Instant; as?: keyof typeof WAYS; className?: string }) {
  const { t } = useWording();
  const { since, as = 'age' } = props;
  const text = useCallback((now: Instant) => t(WAYS[as](now - since)), [t, as, since]);
  return <Ticking text={text} className={`age ${props.className ?? ''}`} />;
}

/** A text around a ticking span: `around` gets how long ago `since` is. */
export function AgeWithin(props: {
  since: Instant;
  around: (span: Words) => Words;
  className?: string;
}) {
  const { t } = useWording();
  const { since, around } = props;
  const text = useCallback(
    (now: Instant) => t(around(formatDuration(now - since))),
    [t, around, since],
  );
  return <Ticking text={text} className={props.className} />;
}
