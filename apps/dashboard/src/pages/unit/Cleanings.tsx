import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { newCleaningSchema, type CleaningView, type UnitView } from '@lenglian/console-contract';
import { EQUIPMENT_TEXT, toInputTime } from '@lenglian/wording';
import { cleaningsQuery } from '../../api/equipment-queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Age } from '../../ui/Age.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { EntriesOfUnit } from './EntriesOfUnit.tsx';

/** When a tanker was washed, and whether it came out clean. */
export function Cleanings(props: { unit: UnitView }) {
  const { unit } = props;
  return (
    <EntriesOfUnit
      title={EQUIPMENT_TEXT.cleanings}
      open={EQUIPMENT_TEXT.clean}
      none={EQUIPMENT_TEXT.neverCleaned}
      entries={useQuery(cleaningsQuery(unit.id))}
      form={(closing) => <CleanForm unitId={unit.id} {...closing} />}
      line={(cleaning) => <Cleaned cleaning={cleaning} />}
    />
  );
}

function Cleaned(props: { cleaning: CleaningView }) {
  const { cleanedAt, isClean, certificateNumber, note } = props.cleaning;
  const { t, dateTime } = useWording();
  return (
    <>
      <b className={isClean ? 'good' : 'problem'}>
        {t(isClean ? EQUIPMENT_TEXT.isClean : EQUIPMENT_TEXT.notClean)}
      </b>{' '}
      <span>{dateTime(cleanedAt)}</span>{' '}
      <span className="dim">
        <Age since={cleanedAt} />
      </span>{' '}
      {certificateNumber !== null && (
        <span>
          <span className="label">{t(EQUIPMENT_TEXT.certificate)}</span>
          {certificateNumber}
        </span>
      )}{' '}
      {note}
    </>
  );
}

function CleanForm(props: { unitId: string; onDone: () => void; onCancel: () => void }) {
  const { unitId, onDone, onCancel } = props;
  const { t, zone, zoneName } = useWording();
  const client = useQueryClient();
  const { clock } = useLive();
  const [now] = useState(() => clock.now());
  const state = useForm({
    schema: newCleaningSchema,
    read: (data) => ({
      cleanedAt: instantOf(data, 'cleanedAt', zone, now),
      isClean: textOf(data, 'isClean') === 'yes',
      certificateNumber: textOf(data, 'certificateNumber'),
      note: textOf(data, 'note'),
    }),
    send: (body) => request<unknown>(`/units/${encodeURIComponent(unitId)}/cleanings`, body),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['cleanings', unitId] });
      onDone();
    },
    explain: { INVALID_REQUEST: { field: 'cleanedAt', words: EQUIPMENT_TEXT.inFuture } },
  });
  return (
    <Form
      state={state}
      label={t(EQUIPMENT_TEXT.clean)}
      action={EQUIPMENT_TEXT.clean}
      onCancel={onCancel}
    >
      <p className="hint">{t(EQUIPMENT_TEXT.cleanExplained)}</p>
      <div className="fields">
        <TextField
          type="datetime-local"
          name="cleanedAt"
          label={EQUIPMENT_TEXT.cleanedAt}
          hint={{ zh: zoneName, en: zoneName }}
          defaultValue={toInputTime(now, zone)}
        />
        <SelectField
          name="isClean"
          label={EQUIPMENT_TEXT.result}
          options={[
            { value: 'yes', text: t(EQUIPMENT_TEXT.isClean) },
            { value: 'no', text: t(EQUIPMENT_TEXT.notClean) },
          ]}
        />
        <TextField name="certificateNumber" label={EQUIPMENT_TEXT.certificate} isOptional />
      </div>
      <LongTextField name="note" label={EQUIPMENT_TEXT.note} isOptional />
    </Form>
  );
}
