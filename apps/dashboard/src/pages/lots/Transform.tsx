import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  transformationRequestSchema,
  type FindingView,
  type LotRecordView,
  type UnitView,
} from '@lenglian/console-contract';
import { TRANSFORMATION_KINDS } from '@lenglian/goods';
import {
  toInputTime,
  TRANSFORM_TEXT,
  TRANSFORMATION_EXPLAINED,
  TRANSFORMATION_KIND_WORDS,
} from '@lenglian/wording';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { LongTextField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, numberOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { InputRows, OutputRows } from './ShareRows.tsx';

type Kind = (typeof TRANSFORMATION_KINDS)[number];

/** How many lines a kind begins with. */
const LINES: Readonly<Record<Kind, { inputs: number; outputs: number }>> = {
  SPLIT: { inputs: 1, outputs: 2 },
  MERGE: { inputs: 2, outputs: 1 },
  REPACK: { inputs: 1, outputs: 1 },
  COMMINGLE: { inputs: 2, outputs: 1 },
};

/** A lot becomes other lots: split, merged, re-packed or commingled. */
export function Transform(props: {
  lot: LotRecordView;
  unit: UnitView | undefined;
  onDone: (warnings: readonly FindingView[]) => void;
  onCancel: () => void;
}) {
  const { lot, unit, onDone, onCancel } = props;
  const { t, zone, zoneName, language } = useWording();
  const client = useQueryClient();
  const { clock } = useLive();
  const [now] = useState(() => clock.now());
  const [kind, setKind] = useState<Kind>('SPLIT');
  const [lines, setLines] = useState(LINES.SPLIT);
  const state = useForm({
    schema: transformationRequestSchema,
    read: (data) => ({
      kind: textOf(data, 'kind'),
      at: instantOf(data, 'at', zone, now),
      inputs: Array.from({ length: lines.inputs }, (_, index) => ({
        lotCode: textOf(data, `inputs.${index}.lotCode`),
        quantityKilograms: numberOf(data, `inputs.${index}.quantityKilograms`),
      })),
      outputs: Array.from({ length: lines.outputs }, (_, index) => readOutput(data, index)),
      note: textOf(data, 'note') ?? undefined,
      hasHappened: data.has('hasHappened'),
    }),
    send: (body) => request<{ warnings: FindingView[] }>('/transformations', body),
    onDone: ({ warnings }) => {
      for (const key of ['lot', 'run', 'unit']) void client.invalidateQueries({ queryKey: [key] });
      onDone(warnings);
    },
  });
  const choose = (value: string) => {
    const chosen = TRANSFORMATION_KINDS.find((known) => known === value) ?? 'SPLIT';
    setKind(chosen);
    setLines(LINES[chosen]);
  };
  const mark = language === 'zh' ? '：' : ': ';
  const others = (unit?.lots ?? []).filter(
    ({ id, isProvisional }) => id !== lot.id && !isProvisional,
  );
  return (
    <Form
      state={state}
      label={t(TRANSFORM_TEXT.record)}
      action={TRANSFORM_TEXT.record}
      onCancel={onCancel}
    >
      <div className="fields">
        <SelectField
          name="kind"
          label={TRANSFORM_TEXT.kind}
          defaultValue={kind}
          onChange={choose}
          options={TRANSFORMATION_KINDS.map((value) => ({
            value,
            text: `${t(TRANSFORMATION_KIND_WORDS[value])}${mark}${t(TRANSFORMATION_EXPLAINED[value])}`,
          }))}
        />
        <TextField
          type="datetime-local"
          name="at"
          label={TRANSFORM_TEXT.at}
          hint={{ zh: zoneName, en: zoneName }}
          defaultValue={toInputTime(now, zone)}
        />
      </div>
      <InputRows
        // Another kind begins anew.
        key={`in ${kind}`}
        count={lines.inputs}
        isFixed={kind === 'SPLIT'}
        codes={[lot.code, ...others.map(({ code }) => code)]}
        names={others.map((one) => ({
          code: one.code,
          name: nameIn(language, one.commodityNameZh, one.commodityNameEn),
        }))}
        onCount={(inputs) => setLines({ ...lines, inputs })}
      />
      <OutputRows
        key={`out ${kind}`}
        count={lines.outputs}
        isFixed={kind === 'MERGE' || kind === 'COMMINGLE'}
        onCount={(outputs) => setLines({ ...lines, outputs })}
      />
      <LongTextField name="note" label={TRANSFORM_TEXT.note} isOptional />
      <label className="check-line">
        <input type="checkbox" name="hasHappened" /> {t(TRANSFORM_TEXT.hasHappened)}
      </label>
    </Form>
  );
}

function readOutput(data: FormData, index: number): unknown {
  const name = (field: string) => `outputs.${index}.${field}`;
  const packageCount = numberOf(data, name('packageCount'));
  return {
    lotCode: textOf(data, name('lotCode')),
    quantityKilograms: numberOf(data, name('quantityKilograms')),
    unitCode: textOf(data, name('unitCode')) ?? undefined,
    ...(packageCount !== null && { packageCount }),
  };
}
