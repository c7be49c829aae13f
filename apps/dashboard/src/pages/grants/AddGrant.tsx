import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { GRANT_KINDS, newGrantSchema, type RunView } from '@lenglian/console-contract';
import { GRANT_KIND_WORDS, GRANT_TEXT, toInputTime } from '@lenglian/wording';
import { openRunsQuery } from '../../api/audit-queries.ts';
import { devicesQuery } from '../../api/binding-queries.ts';
import { lotsOfRunQuery } from '../../api/goods-queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, numberOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';

type Kind = (typeof GRANT_KINDS)[number];

/** Lets another organisation see a run in its custody, a lot for it, or a device of it. */
export function AddGrant(props: { onDone: () => void; onCancel: () => void }) {
  const { t, zone, zoneName } = useWording();
  const client = useQueryClient();
  const { clock } = useLive();
  const [now] = useState(() => clock.now());
  const [kind, setKind] = useState<Kind>('custody');
  const state = useForm({
    schema: newGrantSchema,
    read: (data) => ({
      kind: textOf(data, 'kind'),
      granteeOrganisationId: textOf(data, 'granteeOrganisationId'),
      subjectId: textOf(data, 'subjectId'),
      legOrdinal: numberOf(data, 'legOrdinal'),
      validFrom: instantOf(data, 'validFrom', zone, now),
      validUntil: instantOf(data, 'validUntil', zone),
    }),
    send: (body) => request<unknown>('/grants', body),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['grants'] });
      props.onDone();
    },
    explain: {
      INVALID_REQUEST: { field: 'validUntil', words: GRANT_TEXT.refused },
      NOT_FOUND: { field: 'granteeOrganisationId', words: GRANT_TEXT.unknownOrganisation },
    },
  });
  return (
    <Form state={state} label={t(GRANT_TEXT.add)} action={GRANT_TEXT.add} onCancel={props.onCancel}>
      <div className="fields">
        <SelectField
          name="kind"
          label={GRANT_TEXT.kind}
          defaultValue={kind}
          onChange={(value) => setKind(GRANT_KINDS.find((known) => known === value) ?? 'custody')}
          options={GRANT_KINDS.map((value) => ({ value, text: t(GRANT_KIND_WORDS[value]) }))}
        />
        {kind === 'custody' && <RunAndLeg />}
        {kind === 'consignee' && <LotOfRun />}
        {kind === 'lessor' && <Device />}
        <TextField name="granteeOrganisationId" label={GRANT_TEXT.grantee} autoCapitalize="none" />
        <TextField
          type="datetime-local"
          name="validFrom"
          label={GRANT_TEXT.validFrom}
          hint={{ zh: zoneName, en: zoneName }}
          defaultValue={toInputTime(now, zone)}
        />
        <TextField
          type="datetime-local"
          name="validUntil"
          label={GRANT_TEXT.validUntil}
          hint={GRANT_TEXT.untilExplained}
          isOptional
        />
      </div>
    </Form>
  );
}

function useRunChoices() {
  const { t, language } = useWording();
  const runs = useQuery(openRunsQuery).data ?? [];
  const options = runs.map(({ id, code, nameZh, nameEn }) => ({
    value: id,
    text: `${nameIn(language, nameZh, nameEn)} ${code}`,
  }));
  return { runs, options: [{ value: '', text: t(GRANT_TEXT.chooseOne) }, ...options] };
}

function RunAndLeg() {
  const { t, language } = useWording();
  const { runs, options } = useRunChoices();
  const [runId, setRunId] = useState('');
  const legs: RunView['legs'] = runs.find(({ id }) => id === runId)?.legs ?? [];
  return (
    <>
      <SelectField name="subjectId" label={GRANT_TEXT.run} options={options} onChange={setRunId} />
      <SelectField
        key={runId}
        name="legOrdinal"
        label={GRANT_TEXT.leg}
        options={[
          { value: '', text: t(GRANT_TEXT.wholeRun) },
          ...legs.map((leg, index) => ({
            value: String(index),
            text: `${nameIn(language, leg.fromNameZh, leg.fromNameEn)} → ${nameIn(language, leg.toNameZh, leg.toNameEn)}`,
          })),
        ]}
      />
    </>
  );
}

function LotOfRun() {
  const { t, language } = useWording();
  const { options } = useRunChoices();
  const [runId, setRunId] = useState('');
  const lots = useQuery({ ...lotsOfRunQuery(runId), enabled: runId !== '' }).data?.items ?? [];
  return (
    <>
      <SelectField
        name="runOfLot"
        label={GRANT_TEXT.lotOfRun}
        options={options}
        onChange={setRunId}
      />
      <SelectField
        key={`${runId} ${lots.length}`}
        name="subjectId"
        label={GRANT_TEXT.lot}
        options={[
          { value: '', text: t(GRANT_TEXT.chooseOne) },
          ...lots.map((lot) => ({
            value: lot.id,
            text: `${lot.code} ${nameIn(language, lot.commodityNameZh, lot.commodityNameEn)}`,
          })),
        ]}
      />
    </>
  );
}

function Device() {
  const { t } = useWording();
  const devices = useQuery(devicesQuery).data ?? [];
  return (
    <SelectField
      name="subjectId"
      label={GRANT_TEXT.device}
      options={[
        { value: '', text: t(GRANT_TEXT.chooseOne) },
        ...devices
          .filter(({ isRevoked }) => !isRevoked)
          .map(({ id, unitCode }) => ({
            value: id,
            text: unitCode === null ? id : `${id} · ${unitCode}`,
          })),
      ]}
    />
  );
}
