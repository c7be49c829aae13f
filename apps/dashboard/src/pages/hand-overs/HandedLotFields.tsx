import { use, useState } from 'react';
import type { HandOverView } from '@lenglian/console-contract';
import { HAND_OVER_RESULTS } from '@lenglian/goods';
import { HAND_OVER_RESULT_WORDS, HAND_OVER_TEXT, type Words } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { NumberField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { FormProblemsContext } from '../../ui/form/form-problems.ts';
import { FieldGroup } from '../../ui/form/FieldGroup.tsx';
import type { HandableLot } from './read-hand-over.ts';

/** Which lots change hands, how much of each, and whether it was taken as it is. */
export function HandedLotFields(props: {
  lots: readonly HandableLot[];
  /** Those that are handed over, in the order of `lots`. */
  included: readonly HandableLot[];
  supersedes: HandOverView | null;
  onChoose: (ids: ReadonlySet<string>) => void;
}) {
  const { lots, included, supersedes, onChoose } = props;
  const { t } = useWording();
  const problems = use(FormProblemsContext).byField.get('lots') ?? [];
  const ids = new Set(included.map(({ id }) => id));
  const toggle = (id: string) => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <>
      {lots.length > 1 && (
        <fieldset className="group-of-fields">
          <legend>{t(HAND_OVER_TEXT.lots)}</legend>
          <div className="check-lines">
            {lots.map((lot) => (
              <label key={lot.id} className="check-line">
                <input
                  type="checkbox"
                  name="lots"
                  checked={ids.has(lot.id)}
                  onChange={() => toggle(lot.id)}
                />
                {lot.code} {lot.name}
              </label>
            ))}
          </div>
          {problems.map((words) => (
            <p key={words.en} className="problem">
              {t(words)}
            </p>
          ))}
        </fieldset>
      )}
      {included.map((lot, index) => (
        <LotFields
          key={lot.id}
          {...{ lot, index }}
          handed={supersedes?.lots.find(({ lotId }) => lotId === lot.id)}
        />
      ))}
    </>
  );
}

function LotFields(props: {
  lot: HandableLot;
  index: number;
  handed: HandOverView['lots'][number] | undefined;
}) {
  const { lot, index, handed } = props;
  const { t } = useWording();
  const [result, setResult] = useState<string>(handed?.result ?? 'ACCEPTED');
  const name = (field: string) => `lots.${index}.${field}`;
  const kilograms = (words: Words): Words => ({
    zh: `${words.zh}（${HAND_OVER_TEXT.kilograms.zh}）`,
    en: `${words.en} (${HAND_OVER_TEXT.kilograms.en})`,
  });
  return (
    <FieldGroup label={{ zh: lot.code, en: lot.code }}>
      <SelectField
        name={name('result')}
        label={HAND_OVER_TEXT.result}
        defaultValue={result}
        onChange={setResult}
        options={HAND_OVER_RESULTS.map((value) => ({
          value,
          text: t(HAND_OVER_RESULT_WORDS[value]),
        }))}
      />
      <NumberField
        name={name('quantityKilograms')}
        label={kilograms(HAND_OVER_TEXT.quantity)}
        isOptional
        defaultValue={handed?.quantityKilograms ?? lot.quantityKilograms ?? ''}
      />
      {result !== 'ACCEPTED' && (
        <>
          <NumberField
            name={name('damagedKilograms')}
            label={kilograms(HAND_OVER_TEXT.damaged)}
            isOptional
            defaultValue={handed?.damagedKilograms ?? ''}
          />
          <NumberField
            name={name('rejectedKilograms')}
            label={kilograms(HAND_OVER_TEXT.rejected)}
            isOptional
            defaultValue={handed?.rejectedKilograms ?? ''}
          />
          <TextField
            name={name('reason')}
            label={HAND_OVER_TEXT.lotReason}
            defaultValue={handed?.reason ?? ''}
          />
        </>
      )}
    </FieldGroup>
  );
}
