import { use, useId, type ComponentProps, type ReactNode } from 'react';
import { FORM_TEXT, type Words } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { FormProblemsContext } from './form-problems.ts';

interface FieldProps {
  name: string;
  label: Words;
  hint?: Words;
  isOptional?: boolean;
}

/** What joins a control to its label and to what is wrong with it. */
interface Joined {
  id: string;
  name: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
  'aria-required': boolean;
}

/** A label, its control, and beside it what is wrong with what was filled in. */
export function Field(props: FieldProps & { children: (joined: Joined) => ReactNode }) {
  const { name, label, hint, isOptional = false } = props;
  const { t } = useWording();
  const id = useId();
  const problems = use(FormProblemsContext).byField.get(name) ?? [];
  return (
    <div className="field" data-invalid={problems.length > 0}>
      <label htmlFor={id}>
        {t(label)} {isOptional && <small>{t(FORM_TEXT.optional)}</small>}
      </label>
      {props.children({
        id,
        name,
        'aria-describedby': `${id}-more`,
        'aria-invalid': problems.length > 0,
        'aria-required': !isOptional,
      })}
      <p id={`${id}-more`} className="field-more">
        {problems.map((words) => (
          <span key={words.en} className="problem">
            {t(words)}
          </span>
        ))}
        {hint !== undefined && <span className="hint">{t(hint)}</span>}
      </p>
    </div>
  );
}

/** One line of text, a number, a time or a password. */
export function TextField(
  props: FieldProps &
    Pick<
      ComponentProps<'input'>,
      'type' | 'inputMode' | 'defaultValue' | 'list' | 'autoComplete' | 'autoCapitalize'
    >,
) {
  const { name, label, hint, isOptional, ...input } = props;
  return (
    <Field {...{ name, label }} {...(hint && { hint })} isOptional={isOptional ?? false}>
      {(joined) => <input type="text" autoComplete="off" {...input} {...joined} />}
    </Field>
  );
}

/** A figure with decimals; the keyboard of a phone shows digits. */
export function NumberField(props: FieldProps & { defaultValue?: number | string }) {
  return <TextField {...props} inputMode="decimal" />;
}

export function LongTextField(props: FieldProps & { defaultValue?: string }) {
  const { defaultValue, ...field } = props;
  return (
    <Field {...field}>
      {(joined) => <textarea rows={2} maxLength={1000} defaultValue={defaultValue} {...joined} />}
    </Field>
  );
}

export function SelectField(
  props: FieldProps & {
    options: ReadonlyArray<{ value: string; text: string }>;
    defaultValue?: string;
    onChange?: (value: string) => void;
  },
) {
  const { options, defaultValue, onChange, ...field } = props;
  return (
    <Field {...field}>
      {(joined) => (
        <select
          defaultValue={defaultValue}
          onChange={(event) => onChange?.(event.currentTarget.value)}
          {...joined}
        >
          {options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
