import { useLayoutEffect, useRef } from 'react';
import type { Instant } from '@lenglian/quantities';
import { useLive } from '../live/live-context.ts';

/**
 * A text that changes with time. Written straight into its element by the one timer of the page:
 * a thousand ages that tick cost no rendering.
 */
export function Ticking(props: {
  className?: string;
  title?: string;
  /** The text at a time of the server's clock; kept stable by the caller where that is cheap. */
  text: (now: Instant) => string;
}) {
  const { ticker } = useLive();
  const element = useRef<HTMLSpanElement>(null);
  const { text } = props;
  useLayoutEffect(() => {
    const write = (now: Instant) => {
      const span = element.current;
      const next = text(now);
      if (span !== null && span.textContent !== next) span.textContent = next;
    };
    const end = ticker.subscribe(write);
    write(ticker.now);
    return end;
  }, [ticker, text]);
  return <span ref={element} className={props.className} title={props.title} aria-live="off" />;
}
