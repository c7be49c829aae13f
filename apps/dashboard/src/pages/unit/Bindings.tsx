import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  bindingCorrectionSchema,
  type BindingView,
  type FindingView,
  type UnitView,
} from '@lenglian/console-contract';
import { BINDING_TEXT, deviceNow } from '@lenglian/wording';
import { bindingsOfUnitQuery, devicesQuery } from '../../api/binding-queries.ts';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { LongTextField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { PaneForm } from '../../ui/PaneForm.tsx';
import { Warnings } from '../../ui/Warnings.tsx';

/** Which devices were on a unit from when until when, and the way to say that it was otherwise. */
export default function Bindings(props: { unit: UnitView }) {
  const { unit } = props;
  const { t } = useWording();
  const mayCorrect = useMayDo('bindings.correct');
  const bindings = useQuery(bindingsOfUnitQuery(unit.id));
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  return (
    <section className="pane" aria-label={t(BINDING_TEXT.title)}>
      <PaneForm
        heading={<h2>{t(BINDING_TEXT.title)}</h2>}
        mayOpen={mayCorrect}
        open={t(BINDING_TEXT.correct)}
        form={(closing) => <CorrectionForm unit={unit} {...closing} onWarned={setWarnings} />}
      />
      {warnings.length > 0 && <Warnings warnings={warnings} onClose={() => setWarnings([])} />}
      {bindings.isPending && <Loading />}
      {bindings.isError && (
        <Failed error={bindings.error} onRetry={() => void bindings.refetch()} />
      )}
      {bindings.data?.length === 0 && <p className="dim">{t(BINDING_TEXT.none)}</p>}
      <ul className="lines">
        {bindings.data?.map((binding) => (
          <Span key={binding.id} binding={binding} />
        ))}
      </ul>
    </section>
  );
}

function Span(props: { binding: BindingView }) {
  const { subjectId, from, until } = props.binding;
  const { t, dateTime } = useWording();
  return (
    <li>
      <b>{subjectId}</b>{' '}
      <span className="dim">
        {dateTime(from)} → {until === null ? t(BINDING_TEXT.still) : dateTime(until)}
      </span>
    </li>
  );
}

function CorrectionForm(props: {
  unit: UnitView;
  onDone: () => void;
  onCancel: () => void;
  /** From where it was taken, what it does not prove. */
  onWarned: (warnings: readonly FindingView[]) => void;
}) {
  const { unit, onDone, onCancel, onWarned } = props;
  const { t, zone, zoneName } = useWording();
  const client = useQueryClient();
  const devices = useQuery(devicesQuery).data ?? [];
  const state = useForm({
    schema: bindingCorrectionSchema,
    read: (data) => ({
      kind: 'device',
      subjectId: textOf(data, 'subjectId'),
      targetId: textOf(data, 'targetId'),
      from: instantOf(data, 'from', zone),
      until: instantOf(data, 'until', zone),
      reason: textOf(data, 'reason'),
    }),
    send: (body) => request<{ warnings: FindingView[] }>('/bindings', body),
    onDone: ({ warnings }) => {
      for (const key of ['bindings', 'devices', 'unit', 'readings', 'alerts'])
        void client.invalidateQueries({ queryKey: [key] });
      onWarned(warnings);
      onDone();
    },
  });
  const known = devices
    .filter(({ isRevoked }) => !isRevoked)
    .map(({ id, unitCode }) => ({ value: id, text: t(deviceNow(id, unitCode)) }));
  return (
    <Form
      state={state}
      label={t(BINDING_TEXT.correct)}
      action={BINDING_TEXT.correct}
      onCancel={onCancel}
    >
      <p className="hint">{t(BINDING_TEXT.explained)}</p>
      <SelectField
        // Its first choice is there only once the devices are known.
        key={known.length}
        name="subjectId"
        label={BINDING_TEXT.device}
        defaultValue={unit.deviceIds[0] ?? ''}
        options={[{ value: '', text: t(BINDING_TEXT.noDevice) }, ...known]}
      />
      <SelectField
        name="targetId"
        label={BINDING_TEXT.where}
        options={[
          { value: unit.id, text: t(BINDING_TEXT.here) },
          { value: '', text: t(BINDING_TEXT.nowhere) },
        ]}
      />
      <div className="fields">
        <TextField
          type="datetime-local"
          name="from"
          label={BINDING_TEXT.from}
          hint={{ zh: zoneName, en: zoneName }}
        />
        <TextField
          type="datetime-local"
          name="until"
          label={BINDING_TEXT.until}
          hint={BINDING_TEXT.untilExplained}
          isOptional
        />
      </div>
      <LongTextField
        name="reason"
        label={BINDING_TEXT.reason}
        hint={BINDING_TEXT.reasonExplained}
      />
    </Form>
  );
}
