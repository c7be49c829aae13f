import { useState, type ReactNode } from 'react';
import { FORM_TEXT } from '@lenglian/wording';
import { useWording } from '../preferences/preferences-context.ts';
import { OpenButton } from './OpenButton.tsx';

/** How a form says that it is through. */
export interface Closing {
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The heading of a pane with the button that opens a form under it, and that it was done. */
export function PaneForm(props: {
  heading: ReactNode;
  /** Between heading and form. */
  hint?: ReactNode;
  mayOpen: boolean;
  /** Words of the button; `label` where a screen reader needs more of them. */
  open: string;
  label?: string;
  form: (closing: Closing) => ReactNode;
}) {
  const { t } = useWording();
  const [asking, setAsking] = useState<'closed' | 'open' | 'done'>('closed');
  const closing = { onDone: () => setAsking('done'), onCancel: () => setAsking('closed') };
  return (
    <>
      <div className="pane-heading">
        {props.heading}
        {props.mayOpen && (
          <OpenButton
            isOpen={asking === 'open'}
            onOpen={() => setAsking('open')}
            {...(props.label === undefined ? {} : { label: props.label })}
          >
            {props.open}
          </OpenButton>
        )}
      </div>
      {props.hint}
      {asking === 'done' && (
        <p className="good" role="status">
          {t(FORM_TEXT.done)}
        </p>
      )}
      {asking === 'open' && props.form(closing)}
    </>
  );
}
