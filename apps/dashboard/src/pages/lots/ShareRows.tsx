import { useId, type ReactNode } from 'react';
import { TRANSFORM_TEXT, type Words } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { NumberField, TextField } from '../../ui/form/Field.tsx';

/** The lots that go in; the first is that of the page. */
export function InputRows(props: {
  count: number;
  isFixed: boolean;
  /** What lies beside it is most likely what goes in with it. */
  codes: readonly string[];
  names: ReadonlyArray<{ code: string; name: string }>;
  onCount: (count: number) => void;
}) {
  const { codes, names, ...rows } = props;
  const list = useId();
  return (
    <Rows {...rows} label={TRANSFORM_TEXT.inputs} more={TRANSFORM_TEXT.addInput}>
      {(index) => (
        <>
          <TextField
            name={`inputs.${index}.lotCode`}
            label={TRANSFORM_TEXT.lotCode}
            list={list}
            defaultValue={codes[index] ?? ''}
          />
          <NumberField
            name={`inputs.${index}.quantityKilograms`}
            label={TRANSFORM_TEXT.kilograms}
            hint={TRANSFORM_TEXT.allThatIsLeft}
            isOptional
          />
          {index === 0 && (
            <datalist id={list}>
              {names.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </datalist>
          )}
        </>
      )}
    </Rows>
  );
}

/** The new lots that come out, and where they lie from then on. */
export function OutputRows(props: {
  count: number;
  isFixed: boolean;
  onCount: (count: number) => void;
}) {
  return (
    <Rows {...props} label={TRANSFORM_TEXT.outputs} more={TRANSFORM_TEXT.addOutput}>
      {(index) => (
        <>
          <TextField name={`outputs.${index}.lotCode`} label={TRANSFORM_TEXT.newLotCode} />
          <NumberField
            name={`outputs.${index}.quantityKilograms`}
            label={TRANSFORM_TEXT.kilograms}
            isOptional
          />
          <TextField
            name={`outputs.${index}.unitCode`}
            label={TRANSFORM_TEXT.unit}
            hint={TRANSFORM_TEXT.whereItLay}
            isOptional
          />
          <TextField
            name={`outputs.${index}.packageCount`}
            label={TRANSFORM_TEXT.packages}
            inputMode="numeric"
            isOptional
          />
        </>
      )}
    </Rows>
  );
}

function Rows(props: {
  count: number;
  isFixed: boolean;
  label: Words;
  more: Words;
  onCount: (count: number) => void;
  children: (index: number) => ReactNode;
}) {
  const { count, isFixed, label, more, onCount, children } = props;
  const { t } = useWording();
  return (
    <fieldset className="group-of-fields">
      <legend>{t(label)}</legend>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="fields share">
          {children(index)}
        </div>
      ))}
      {!isFixed && (
        <div className="buttons">
          <button type="button" onClick={() => onCount(count + 1)}>
            {t(more)}
          </button>
          {count > 1 && (
            <button type="button" onClick={() => onCount(count - 1)}>
              {t(TRANSFORM_TEXT.remove)}
            </button>
          )}
        </div>
      )}
    </fieldset>
  );
}
