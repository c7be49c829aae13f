import { useEffect, useRef, type ReactNode } from 'react';

/** A disclosure that closes with Escape and with a click elsewhere. */
export function Panel(props: { label: ReactNode; children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const panel = details.current;
      if (panel === null || !panel.open) return;
      // A link in it leads away from it; the page may stay the same.
      const isGone = event.type === 'click' && (event.target as Element).closest('a') !== null;
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      const isOutside = event.type === 'pointerdown' && !panel.contains(event.target as Node);
      if (isEscape) panel.querySelector('summary')?.focus();
      if (isEscape || isOutside || (isGone && panel.contains(event.target as Node)))
        panel.open = false;
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    document.addEventListener('click', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('click', close);
    };
  }, []);
  return (
    <details ref={details} className="panel">
      <summary>{props.label}</summary>
      <div className="panel-body">{props.children}</div>
    </details>
  );
}
