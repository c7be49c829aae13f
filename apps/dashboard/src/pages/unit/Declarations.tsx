import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  newDeclarationSchema,
  type DeclarationView,
  type UnitView,
} from '@lenglian/console-contract';
import { UNIT_STATES } from '@lenglian/placements';
import { EQUIPMENT_TEXT, toInputTime, UNIT_STATE_WORDS } from '@lenglian/wording';
import { declarationsQuery } from '../../api/equipment-queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { LongTextField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { PaneForm } from '../../ui/PaneForm.tsx';

/** Whether a unit is in use, empty (空箱) or laid up (封存): as somebody said, with all that was said before. */
export function Declarations(props: { unit: UnitView }) {
  const { unit } = props;
  const { t } = useWording();
  const mayReport = useMayDo('equipment.report');
  const declarations = useQuery(declarationsQuery(declaredId(unit)));
  return (
    <section className="pane" aria-label={t(EQUIPMENT_TEXT.declarations)}>
      <PaneForm
        heading={
          <h2>
            {t(EQUIPMENT_TEXT.declarations)}{' '}
            <span className="badge" data-look={unit.state === 'IN_USE' ? undefined : 'resting'}>
              {t(UNIT_STATE_WORDS[unit.state])}
            </span>
          </h2>
        }
        hint={unit.wholeUnitId !== null && <p className="hint">{t(EQUIPMENT_TEXT.asTheWhole)}</p>}
        mayOpen={mayReport}
        open={t(EQUIPMENT_TEXT.declare)}
        form={(closing) => <DeclareForm unit={unit} {...closing} />}
      />
      {declarations.isPending && <Loading />}
      {declarations.isError && (
        <Failed error={declarations.error} onRetry={() => void declarations.refetch()} />
      )}
      {declarations.data?.length === 0 && <p className="dim">{t(EQUIPMENT_TEXT.neverDeclared)}</p>}
      <ul className="lines">
        {declarations.data?.map((declaration) => (
          <Declared key={declaration.id} declaration={declaration} />
        ))}
      </ul>
    </section>
  );
}

/** A compartment is as its whole is declared. */
function declaredId(unit: UnitView): string {
  return unit.wholeUnitId ?? unit.id;
}

function Declared(props: { declaration: DeclarationView }) {
  const { state, validFrom, reason } = props.declaration;
  const { t, dateTime } = useWording();
  return (
    <li>
      <b>{t(UNIT_STATE_WORDS[state])}</b> <span className="dim">{dateTime(validFrom)} →</span>{' '}
      {reason}
    </li>
  );
}

function DeclareForm(props: { unit: UnitView; onDone: () => void; onCancel: () => void }) {
  const { unit, onDone, onCancel } = props;
  const { t, zone, zoneName } = useWording();
  const client = useQueryClient();
  const { clock } = useLive();
  const [now] = useState(() => clock.now());
  const state = useForm({
    schema: newDeclarationSchema,
    read: (data) => ({
      state: textOf(data, 'state'),
      validFrom: instantOf(data, 'validFrom', zone, now),
      reason: textOf(data, 'reason'),
    }),
    send: (body) =>
      request<unknown>(`/units/${encodeURIComponent(declaredId(unit))}/declarations`, body),
    onDone: () => {
      for (const key of ['declarations', 'unit', 'units'])
        void client.invalidateQueries({ queryKey: [key] });
      onDone();
    },
    explain: { INVALID_REQUEST: { field: 'state', words: EQUIPMENT_TEXT.goodsInIt } },
  });
  const isLaden = unit.lots.some(({ isProvisional }) => !isProvisional);
  // The next thing to say of a unit is most likely another one than stands.
  const other = unit.state !== 'IN_USE' || isLaden ? 'IN_USE' : 'EMPTY';
  return (
    <Form
      state={state}
      label={t(EQUIPMENT_TEXT.declare)}
      action={EQUIPMENT_TEXT.declare}
      onCancel={onCancel}
    >
      <p className="hint">{t(EQUIPMENT_TEXT.declareExplained)}</p>
      <div className="fields">
        <SelectField
          name="state"
          label={EQUIPMENT_TEXT.state}
          defaultValue={other}
          options={UNIT_STATES.map((value) => ({ value, text: t(UNIT_STATE_WORDS[value]) }))}
        />
        <TextField
          type="datetime-local"
          name="validFrom"
          label={EQUIPMENT_TEXT.validFrom}
          hint={{ zh: zoneName, en: zoneName }}
          defaultValue={toInputTime(now, zone)}
        />
      </div>
      <LongTextField name="reason" label={EQUIPMENT_TEXT.declareReason} isOptional />
    </Form>
  );
}
