import { useEffect, useRef, type ReactNode } from 'react';

/**
 * Opens a form that takes its place. When the form has closed, the keyboard goes on from here: it is
 * where the person was.
 */
export function OpenButton(props: {
  isOpen: boolean;
  onOpen: () => void;
  className?: string;
  label?: string;
  children: ReactNode;
}) {
  const { isOpen } = props;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // Not where somebody has already gone on to.
    const isFocusLost = [null, document.body].includes(document.activeElement as HTMLElement);
    if (wasOpen.current && !isOpen && isFocusLost) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (isOpen) return null;
  return (
    <button
      ref={button}
      type="button"
      className={props.className}
      aria-label={props.label}
      onClick={props.onOpen}
    >
      {props.children}
    </button>
  );
}
