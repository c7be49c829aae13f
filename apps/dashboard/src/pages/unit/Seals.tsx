import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { newSealSchema, type UnitView } from '@lenglian/console-contract';
import { DEPARTURE_TEXT, EQUIPMENT_TEXT, toInputTime } from '@lenglian/wording';
import { sealsQuery } from '../../api/departure-queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { LongTextField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { EntriesOfUnit } from './EntriesOfUnit.tsx';

/** 施封: the seals that were put on at closing. */
export function Seals(props: { unit: UnitView }) {
  const { unit } = props;
  const { dateTime } = useWording();
  return (
    <EntriesOfUnit
      title={DEPARTURE_TEXT.seals}
      open={DEPARTURE_TEXT.seal}
      none={DEPARTURE_TEXT.neverSealed}
      entries={useQuery(sealsQuery(unit.id))}
      form={(closing) => <SealForm unitId={unit.id} {...closing} />}
      line={({ sealNumber, sealedAt, note }) => (
        <>
          <b>{sealNumber}</b> <span>{dateTime(sealedAt)}</span> {note}
        </>
      )}
    />
  );
}

function SealForm(props: { unitId: string; onDone: () => void; onCancel: () => void }) {
  const { unitId, onDone, onCancel } = props;
  const { t, zone, zoneName } = useWording();
  const client = useQueryClient();
  const { clock } = useLive();
  const [now] = useState(() => clock.now());
  const state = useForm({
    schema: newSealSchema,
    read: (data) => ({
      sealNumber: textOf(data, 'sealNumber'),
      sealedAt: instantOf(data, 'sealedAt', zone, now),
      note: textOf(data, 'note'),
    }),
    send: (body) => request<unknown>(`/units/${encodeURIComponent(unitId)}/seals`, body),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['seals', unitId] });
      onDone();
    },
    explain: { INVALID_REQUEST: { field: 'sealedAt', words: EQUIPMENT_TEXT.inFuture } },
  });
  return (
    <Form
      state={state}
      label={t(DEPARTURE_TEXT.seal)}
      action={DEPARTURE_TEXT.seal}
      onCancel={onCancel}
    >
      <div className="fields">
        <TextField
          name="sealNumber"
          label={DEPARTURE_TEXT.sealNumber}
          autoCapitalize="characters"
        />
        <TextField
          type="datetime-local"
          name="sealedAt"
          label={DEPARTURE_TEXT.sealedAt}
          hint={{ zh: zoneName, en: zoneName }}
          defaultValue={toInputTime(now, zone)}
        />
      </div>
      <LongTextField name="note" label={EQUIPMENT_TEXT.note} isOptional />
    </Form>
  );
}
