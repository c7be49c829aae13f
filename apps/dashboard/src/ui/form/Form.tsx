import { useEffect, type ReactNode } from 'react';
import { FORM_TEXT, type Words } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { FormProblemsContext } from './form-problems.ts';
import type { useForm } from './use-form.ts';

/** The frame of a form: its fields, what is wrong with the whole, and its buttons. */
export function Form(props: {
  state: Omit<ReturnType<typeof useForm>, never>;
  label: string;
  /** What the button does. */
  action: Words;
  onCancel?: () => void;
  children: ReactNode;
}) {
  const { form, submit, problems, isPending } = props.state;
  const { t } = useWording();
  // It takes the place of the button that opened it: the keyboard goes on from here. Not in the first
  // field, because a phone would cover the half of the form with its keys.
  useEffect(() => {
    form.current?.focus({ preventScroll: true });
    form.current?.scrollIntoView?.({ block: 'nearest' });
  }, [form]);
  const { onCancel } = props;
  return (
    <FormProblemsContext value={problems}>
      <form
        ref={form}
        className="form"
        tabIndex={-1}
        aria-label={props.label}
        noValidate
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel?.();
        }}
      >
        {props.children}
        <div className="form-end" role="alert">
          {problems.loose.map((words) => (
            <p key={words.en} className="problem">
              {t(words)}
            </p>
          ))}
          {problems.loose.length === 0 && problems.byField.size > 0 && (
            <p className="problem">{t(FORM_TEXT.mend)}</p>
          )}
        </div>
        <div className="buttons">
          <button type="submit" className="primary" disabled={isPending}>
            {t(isPending ? FORM_TEXT.sending : props.action)}
          </button>
          {onCancel !== undefined && (
            <button type="button" onClick={onCancel}>
              {t(FORM_TEXT.cancel)}
            </button>
          )}
        </div>
      </form>
    </FormProblemsContext>
  );
}
