import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  lotChangeSchema,
  type ChangedLotView,
  type FindingView,
  type LotRecordView,
} from '@lenglian/console-contract';
import { CHANGE_LOT_TEXT, FORM_TEXT, LOT_TEXT, toInputTime, type Zone } from '@lenglian/wording';
import { lotQuery } from '../../api/goods-queries.ts';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { LongTextField, NumberField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, numberOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';

/** Says more of a lot, or other than was said. */
export function ChangeLot(props: {
  lot: LotRecordView;
  onClose: () => void;
  /** Where it lies does not suit what it is by now. */
  onWarned: (warnings: readonly FindingView[]) => void;
}) {
  const { lot, onClose, onWarned } = props;
  const { t, zone, zoneName } = useWording();
  const client = useQueryClient();
  // What was not touched here is not sent, also where somebody else has changed it meanwhile.
  const [before] = useState(lot);
  const loadAnew = () => {
    for (const key of ['lot', 'run', 'unit']) void client.invalidateQueries({ queryKey: [key] });
  };
  const state = useForm({
    schema: lotChangeSchema,
    read: (data) => readChange(data, before, zone),
    send: (body) =>
      Object.keys(body).some((name) => name !== 'reason')
        ? request<ChangedLotView>(
            `/lots/${encodeURIComponent(lot.id)}`,
            body,
            'PATCH',
            lot.revision,
          )
        : Promise.resolve({ ...lot, warnings: [] }),
    onDone: ({ warnings, ...changed }) => {
      client.setQueryData(lotQuery(lot.id).queryKey, changed);
      loadAnew();
      onWarned(warnings);
      onClose();
    },
    onStale: loadAnew,
  });
  const time = (at: number | null) => (at === null ? '' : toInputTime(at, zone));
  const zoneHint = { zh: zoneName, en: zoneName };
  return (
    <Form
      state={state}
      label={t(CHANGE_LOT_TEXT.change)}
      action={FORM_TEXT.save}
      onCancel={onClose}
    >
      <p className="hint">{t(CHANGE_LOT_TEXT.explained)}</p>
      <div className="fields">
        {NUMBERS.map(({ name, label }) => (
          <NumberField
            key={name}
            {...{ name, label }}
            isOptional
            defaultValue={before[name] ?? ''}
          />
        ))}
        {TEXTS.map(({ name, label }) => (
          <TextField key={name} {...{ name, label }} isOptional defaultValue={before[name] ?? ''} />
        ))}
        {TIMES.map(({ name, label }) => (
          <TextField
            key={name}
            type="datetime-local"
            {...{ name, label }}
            hint={zoneHint}
            isOptional
            defaultValue={time(before[name])}
          />
        ))}
      </div>
      <LongTextField name="reason" label={CHANGE_LOT_TEXT.why} isOptional />
    </Form>
  );
}

const NUMBERS = [
  { name: 'brixDegrees', label: CHANGE_LOT_TEXT.brix },
  { name: 'pulpTemperatureCelsius', label: CHANGE_LOT_TEXT.pulp },
  { name: 'packageCount', label: LOT_TEXT.packages },
] as const;
const TEXTS = [
  { name: 'cultivarCode', label: CHANGE_LOT_TEXT.cultivar },
  { name: 'waybillNumber', label: LOT_TEXT.waybill },
  { name: 'shipperName', label: LOT_TEXT.shipper },
  { name: 'consigneeName', label: LOT_TEXT.consignee },
] as const;
const TIMES = [
  { name: 'harvestedAt', label: LOT_TEXT.harvestedAt },
  { name: 'preCooledAt', label: LOT_TEXT.preCooledAt },
] as const;

/** What is filled in otherwise than it was; what was emptied is taken back. */
function readChange(data: FormData, before: LotRecordView, zone: Zone): unknown {
  const now = [
    ...NUMBERS.map(({ name }) => [name, numberOf(data, name)] as const),
    ...TEXTS.map(({ name }) => [name, textOf(data, name)] as const),
    ...TIMES.map(({ name }) => [name, instantOf(data, name, zone, before[name])] as const),
  ];
  return {
    ...Object.fromEntries(now.filter(([name, value]) => value !== before[name])),
    reason: textOf(data, 'reason') ?? undefined,
  };
}
