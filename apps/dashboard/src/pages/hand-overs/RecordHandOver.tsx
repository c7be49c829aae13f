import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  handOverRequestSchema,
  type FindingView,
  type HandOverView,
  type LotView,
  type RecordedHandOverView,
  type RunView,
  type UnitView,
} from '@lenglian/console-contract';
import { HAND_OVER_KINDS } from '@lenglian/goods';
import {
  HAND_OVER_KIND_WORDS,
  HAND_OVER_TEXT,
  toInputTime,
  type Language,
} from '@lenglian/wording';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useSession } from '../../shell/session-context.ts';
import { LongTextField, NumberField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { FieldGroup } from '../../ui/form/FieldGroup.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { stopsOf } from '../../ui/route.ts';
import { usePlaces } from '../../ui/use-places.ts';
import { HandedLotFields } from './HandedLotFields.tsx';
import { MilkFields } from './MilkFields.tsx';
import { PartyFields } from './PartyFields.tsx';
import { readHandOver, type HandableLot } from './read-hand-over.ts';

/** The form of a hand-over; one that takes the place of another begins with what that one says. */
export function RecordHandOver(props: {
  lot: LotView;
  unit: UnitView | undefined;
  run: RunView | undefined;
  /** Who has the goods by the records: most likely the giver. */
  custodian: string | null;
  supersedes: HandOverView | null;
  onDone: (warnings: readonly FindingView[]) => void;
  onCancel: () => void;
}) {
  const { lot, unit, run, supersedes, onDone, onCancel } = props;
  const { t, zone, language } = useWording();
  const client = useQueryClient();
  const { organisationId } = useSession();
  const [kind, setKind] = useState<string>(supersedes?.kind ?? 'OUTBOUND');
  const [lots] = useState(() => lotsToHand(lot, unit, supersedes, language));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(supersedes?.lots.map(({ lotId }) => lotId) ?? [lot.id]),
  );
  const included = lots.filter(({ id }) => chosen.has(id));
  const state = useForm({
    schema: handOverRequestSchema,
    read: (data) =>
      readHandOver(data, {
        ...{ lots: included, organisationId, zone, supersedes },
      }),
    send: (body) => request<RecordedHandOverView>('/hand-overs', body),
    onDone: ({ warnings }) => {
      void client.invalidateQueries({ queryKey: ['hand-overs'] });
      onDone(warnings);
    },
  });
  return (
    <Form
      state={state}
      label={t(HAND_OVER_TEXT.record)}
      action={HAND_OVER_TEXT.record}
      onCancel={onCancel}
    >
      {supersedes !== null && <p className="hint">{t(HAND_OVER_TEXT.correctExplained)}</p>}
      <FieldGroup label={HAND_OVER_TEXT.whenAndWhere}>
        <SelectField
          name="kind"
          label={HAND_OVER_TEXT.kind}
          defaultValue={kind}
          onChange={setKind}
          options={HAND_OVER_KINDS.map((value) => ({
            value,
            text: t(HAND_OVER_KIND_WORDS[value]),
          }))}
        />
        <WhenAndWhere {...{ unit, run, supersedes }} lot={lot} />
      </FieldGroup>
      <PartyFields custodian={props.custodian} supersedes={supersedes} />
      <HandedLotFields {...{ lots, included, supersedes }} onChoose={setChosen} />
      <Checks supersedes={supersedes} />
      {kind === 'MILK' && <MilkFields milk={supersedes?.milk ?? null} />}
      <LongTextField
        name="note"
        label={HAND_OVER_TEXT.note}
        isOptional
        defaultValue={supersedes?.note ?? ''}
      />
    </Form>
  );
}

/** The lot of the page, what else lies in its box, and what the record to be replaced has beside. */
function lotsToHand(
  lot: LotView,
  unit: UnitView | undefined,
  supersedes: HandOverView | null,
  language: Language,
): HandableLot[] {
  const lots = new Map<string, HandableLot>();
  for (const { id, code, quantityKilograms, ...goods } of [lot, ...(unit?.lots ?? [])]) {
    if (goods.isProvisional) continue;
    const name = nameIn(language, goods.commodityNameZh, goods.commodityNameEn);
    lots.set(id, { id, code, name, quantityKilograms });
  }
  for (const { lotId, lotCode, quantityKilograms } of supersedes?.lots ?? [])
    if (!lots.has(lotId))
      lots.set(lotId, { id: lotId, code: lotCode, name: null, quantityKilograms });
  return [...lots.values()];
}

function WhenAndWhere(props: {
  lot: LotView;
  unit: UnitView | undefined;
  run: RunView | undefined;
  supersedes: HandOverView | null;
}) {
  const { unit, run, supersedes } = props;
  const { zone, zoneName, language } = useWording();
  const { clock } = useLive();
  const [now] = useState(() => clock.now());
  const stops = stopsOf(run, language);
  const places = usePlaces();
  const place = supersedes?.placeCode ?? '';
  // Most likely at a stop of the run; else anywhere.
  const others = places.all.filter(({ code }) => !stops.some((stop) => stop.code === code));
  const known = [...stops, ...others];
  const options = [
    { value: '', text: '—' },
    ...known.map(({ code, name }) => ({ value: code, text: name })),
    ...(place === '' || known.some(({ code }) => code === place)
      ? []
      : [{ value: place, text: place }]),
  ];
  return (
    <>
      <TextField
        type="datetime-local"
        name="handedOverAt"
        label={HAND_OVER_TEXT.at}
        hint={{ zh: zoneName, en: zoneName }}
        defaultValue={toInputTime(supersedes?.handedOverAt ?? now, zone)}
      />
      {known.length > 0 ? (
        <SelectField
          // Its first choice is there only once the places are known.
          key={known.length}
          name="placeCode"
          label={HAND_OVER_TEXT.place}
          isOptional
          defaultValue={place}
          options={options}
        />
      ) : (
        <TextField
          name="placeCode"
          label={HAND_OVER_TEXT.place}
          hint={HAND_OVER_TEXT.placeCode}
          isOptional
          defaultValue={place}
        />
      )}
      <TextField
        name="runCode"
        label={HAND_OVER_TEXT.run}
        isOptional
        defaultValue={supersedes === null ? (run?.code ?? '') : (supersedes.runCode ?? '')}
      />
      <TextField
        name="unitCode"
        label={HAND_OVER_TEXT.unit}
        isOptional
        defaultValue={supersedes === null ? (unit?.code ?? '') : (supersedes.unitCode ?? '')}
      />
      <TextField
        name="waybillNumber"
        label={HAND_OVER_TEXT.waybill}
        isOptional
        defaultValue={supersedes?.waybillNumber ?? ''}
      />
    </>
  );
}

function Checks(props: { supersedes: HandOverView | null }) {
  const { supersedes } = props;
  return (
    <FieldGroup label={HAND_OVER_TEXT.checks}>
      <TextField
        name="sealFoundNumber"
        label={HAND_OVER_TEXT.sealFound}
        isOptional
        defaultValue={supersedes?.sealFoundNumber ?? ''}
      />
      <TextField
        name="sealAppliedNumber"
        label={HAND_OVER_TEXT.sealApplied}
        isOptional
        defaultValue={supersedes?.sealAppliedNumber ?? ''}
      />
      <NumberField
        name="surfaceTemperatureCelsius"
        label={HAND_OVER_TEXT.surface}
        isOptional
        defaultValue={supersedes?.surfaceTemperatureCelsius ?? ''}
      />
      <NumberField
        name="coreTemperatureCelsius"
        label={HAND_OVER_TEXT.core}
        isOptional
        defaultValue={supersedes?.coreTemperatureCelsius ?? ''}
      />
      <TextField
        name="thermometerNumber"
        label={HAND_OVER_TEXT.thermometer}
        isOptional
        defaultValue={supersedes?.thermometerNumber ?? ''}
      />
    </FieldGroup>
  );
}
