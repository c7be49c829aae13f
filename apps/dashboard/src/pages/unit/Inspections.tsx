import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  newInspectionSchema,
  type InspectionView,
  type UnitView,
} from '@lenglian/console-contract';
import { DEPARTURE_TEXT, EQUIPMENT_TEXT, toInputTime } from '@lenglian/wording';
import { inspectionsQuery } from '../../api/departure-queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Age } from '../../ui/Age.tsx';
import { LongTextField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { EntriesOfUnit } from './EntriesOfUnit.tsx';

/** Inspections before a trip (PTI), passed or not. */
export function Inspections(props: { unit: UnitView }) {
  const { unit } = props;
  return (
    <EntriesOfUnit
      title={DEPARTURE_TEXT.inspections}
      open={DEPARTURE_TEXT.inspect}
      none={DEPARTURE_TEXT.neverInspected}
      entries={useQuery(inspectionsQuery(unit.id))}
      form={(closing) => <InspectForm unitId={unit.id} {...closing} />}
      line={(inspection) => <Inspected inspection={inspection} />}
    />
  );
}

function Inspected(props: { inspection: InspectionView }) {
  const { inspectedAt, hasPassed, workshopName, note } = props.inspection;
  const { t, dateTime } = useWording();
  return (
    <>
      <b className={hasPassed ? 'good' : 'problem'}>
        {t(hasPassed ? DEPARTURE_TEXT.passed : DEPARTURE_TEXT.failed)}
      </b>{' '}
      <span>{dateTime(inspectedAt)}</span>{' '}
      <span className="dim">
        <Age since={inspectedAt} />
      </span>{' '}
      {workshopName !== null && (
        <span>
          <span className="label">{t(DEPARTURE_TEXT.workshop)}</span>
          {workshopName}
        </span>
      )}{' '}
      {note}
    </>
  );
}

function InspectForm(props: { unitId: string; onDone: () => void; onCancel: () => void }) {
  const { unitId, onDone, onCancel } = props;
  const { t, zone, zoneName } = useWording();
  const client = useQueryClient();
  const { clock } = useLive();
  const [now] = useState(() => clock.now());
  const state = useForm({
    schema: newInspectionSchema,
    read: (data) => ({
      inspectedAt: instantOf(data, 'inspectedAt', zone, now),
      hasPassed: textOf(data, 'hasPassed') === 'yes',
      workshopName: textOf(data, 'workshopName'),
      note: textOf(data, 'note'),
    }),
    send: (body) => request<unknown>(`/units/${encodeURIComponent(unitId)}/inspections`, body),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['inspections', unitId] });
      onDone();
    },
    explain: { INVALID_REQUEST: { field: 'inspectedAt', words: EQUIPMENT_TEXT.inFuture } },
  });
  return (
    <Form
      state={state}
      label={t(DEPARTURE_TEXT.inspect)}
      action={DEPARTURE_TEXT.inspect}
      onCancel={onCancel}
    >
      <div className="fields">
        <TextField
          type="datetime-local"
          name="inspectedAt"
          label={DEPARTURE_TEXT.inspectedAt}
          hint={{ zh: zoneName, en: zoneName }}
          defaultValue={toInputTime(now, zone)}
        />
        <SelectField
          name="hasPassed"
          label={EQUIPMENT_TEXT.result}
          options={[
            { value: 'yes', text: t(DEPARTURE_TEXT.passed) },
            { value: 'no', text: t(DEPARTURE_TEXT.failed) },
          ]}
        />
        <TextField name="workshopName" label={DEPARTURE_TEXT.workshop} isOptional />
      </div>
      <LongTextField name="note" label={EQUIPMENT_TEXT.note} isOptional />
    </Form>
  );
}
