import { use } from 'react';
import type { Words } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { FormProblemsContext } from './form-problems.ts';

/** Any of a few; read with `FormData.getAll`. */
export function CheckGroup(props: {
  name: string;
  label: Words;
  options: ReadonlyArray<{ value: string; text: string }>;
  chosen: readonly string[];
}) {
  const { name, label, options, chosen } = props;
  const { t } = useWording();
  const problems = use(FormProblemsContext).byField.get(name) ?? [];
  return (
    <fieldset className="group-of-fields">
      <legend>{t(label)}</legend>
      {problems.map((words) => (
        <p key={words.en} className="problem">
          {t(words)}
        </p>
      ))}
      <div className="check-lines">
        {options.map(({ value, text }) => (
          <label key={value} className="check-line">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              aria-invalid={problems.length > 0}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
