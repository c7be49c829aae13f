import { useId } from 'react';

/** A few exclusive choices in one row; a group of radio buttons to keyboard and screen reader. */
export function Choice<Value extends string>(props: {
  label: string;
  isLabelHidden?: boolean;
  values: ReadonlyArray<{ value: Value; text: string }>;
  chosen: Value | null;
  onChoose: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend className={props.isLabelHidden ? 'visually-hidden' : undefined}>{props.label}</legend>
      <div className="choice-values">
        {props.values.map(({ value, text }) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === props.chosen}
              onChange={() => props.onChoose(value)}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
