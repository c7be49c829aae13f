import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  newDeclarationSchema,
  newLotSchema,
  type List,
  type LotView,
  type UnitView,
} from '@lenglian/console-contract';
import { UNDECLARED_TEXT } from '@lenglian/wording';
import { request } from '../../api/request.ts';
import { profilesQuery } from '../../api/whole-network-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { NumberField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { numberOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { Limits } from '../../ui/Limits.tsx';
import { PaneForm, type Closing } from '../../ui/PaneForm.tsx';

interface Undeclared {
  readonly unit: UnitView;
  /** The provisional one. */
  readonly lot: LotView;
}

/** 有货无单: what it is judged by meanwhile, and the two things that can be said of it. */
export default function Undeclared(props: Undeclared) {
  const { unit, lot } = props;
  const { t, language, dateTime } = useWording();
  const mayBind = useMayDo('lots.change');
  const mayDeclare = useMayDo('equipment.report');
  return (
    <section className="pane" aria-label={t(UNDECLARED_TEXT.title)}>
      <PaneForm
        heading={
          <h2>
            <span className="badge" data-look="warn">
              {t(UNDECLARED_TEXT.title)}
            </span>{' '}
            {nameIn(language, lot.commodityNameZh, lot.commodityNameEn)}
          </h2>
        }
        hint={
          <p className="hint">
            {t(UNDECLARED_TEXT.explained)} {t(UNDECLARED_TEXT.since)} {dateTime(lot.placedFrom)}
          </p>
        }
        mayOpen={mayBind}
        open={t(UNDECLARED_TEXT.bind)}
        form={(closing) => <BindForm unit={unit} lot={lot} {...closing} />}
      />
      <Limits lot={lot} />
      <PaneForm
        heading={null}
        mayOpen={mayDeclare}
        open={t(UNDECLARED_TEXT.declareEmpty)}
        form={(closing) => <EmptyForm unit={unit} lot={lot} {...closing} />}
      />
    </section>
  );
}

/** A lot that is known is bound since loading; another one is added there. */
function BindForm(props: Undeclared & Closing) {
  const { unit, lot, onDone, onCancel } = props;
  const { t, language } = useWording();
  const done = useDone(onDone);
  const profiles = useQuery(profilesQuery).data ?? [];
  const state = useForm({
    schema: newLotSchema,
    read: (data) => ({
      code: textOf(data, 'code'),
      commodityCode: textOf(data, 'commodityCode'),
      quantityKilograms: numberOf(data, 'quantityKilograms'),
      placement: { unitCode: unit.code, from: lot.placedFrom },
    }),
    send: async (body): Promise<unknown> => {
      const prefix = encodeURIComponent(body.code);
      const { items } = await request<List<LotView>>(`/lots?codePrefix=${prefix}&limit=500`);
      const known = items.find(({ code }) => code === body.code);
      if (known === undefined) return request('/lots', body);
      const what = { kind: 'lot', subjectId: known.id, targetId: unit.id, from: lot.placedFrom };
      return request('/bindings', { ...what, reason: t(UNDECLARED_TEXT.reason) });
    },
    onDone: done,
  });
  const goods = new Map(
    profiles.map(({ code, nameZh, nameEn }) => [code, nameIn(language, nameZh, nameEn)]),
  );
  goods.set(lot.commodityCode, nameIn(language, lot.commodityNameZh, lot.commodityNameEn));
  return (
    <Form
      state={state}
      label={t(UNDECLARED_TEXT.bind)}
      action={UNDECLARED_TEXT.bind}
      onCancel={onCancel}
    >
      <div className="fields">
        <TextField
          name="code"
          label={UNDECLARED_TEXT.lotCode}
          hint={UNDECLARED_TEXT.lotCodeExplained}
        />
        <SelectField
          key={goods.size}
          name="commodityCode"
          label={UNDECLARED_TEXT.commodity}
          defaultValue={lot.commodityCode}
          options={[...goods].map(([value, text]) => ({ value, text }))}
        />
        <NumberField name="quantityKilograms" label={UNDECLARED_TEXT.kilograms} isOptional />
      </div>
    </Form>
  );
}

function EmptyForm(props: Undeclared & Closing) {
  const { unit, lot, onDone, onCancel } = props;
  const { t } = useWording();
  const done = useDone(onDone);
  const state = useForm({
    schema: newDeclarationSchema,
    read: () => ({
      ...{ state: 'EMPTY', validFrom: lot.placedFrom },
      reason: t(UNDECLARED_TEXT.reason),
    }),
    send: (body) =>
      request<unknown>(
        `/units/${encodeURIComponent(unit.wholeUnitId ?? unit.id)}/declarations`,
        body,
      ),
    onDone: done,
  });
  return (
    <Form
      state={state}
      label={t(UNDECLARED_TEXT.declareEmpty)}
      action={UNDECLARED_TEXT.declareEmpty}
      onCancel={onCancel}
    >
      <p className="hint">{t(UNDECLARED_TEXT.emptyExplained)}</p>
    </Form>
  );
}

function useDone(onDone: () => void): () => void {
  const client = useQueryClient();
  return () => {
    for (const key of ['bindings', 'declarations', 'unit', 'units', 'run', 'alerts'])
      void client.invalidateQueries({ queryKey: [key] });
    onDone();
  };
}
