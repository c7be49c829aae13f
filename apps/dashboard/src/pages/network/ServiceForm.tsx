import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { newServiceSchema, serviceViewSchema, type ServiceView } from '@lenglian/seed-files';
import { FORM_TEXT, NETWORK_TEXT, SERVICE_TEXT } from '@lenglian/wording';
import { request } from '../../api/request.ts';
import { profilesQuery } from '../../api/whole-network-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { CheckGroup } from '../../ui/form/CheckGroup.tsx';
import { TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import { ProvenanceFields } from './ProvenanceFields.tsx';
import { readService, type Rows } from './read-service.ts';
import { useNameOfGoods } from './ServiceLines.tsx';
import { WayFields } from './WayFields.tsx';

const NEW_WAY: Rows = { legs: 1, holes: 0, winds: 0 };

/** Adds a service, or changes one by the revision that is shown; its code and those of its ways stay. */
export function ServiceForm(props: {
  service?: ServiceView;
  onDone: (service: ServiceView) => void;
  onCancel: () => void;
}) {
  const { service, onDone, onCancel } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const [rows, setRows] = useState(() => rowsOf(service));
  const loadAnew = () => void client.invalidateQueries({ queryKey: ['services'] });
  const state = useForm({
    schema: newServiceSchema,
    read: (data) => readService(data, service, rows),
    send: async (body) =>
      serviceViewSchema.parse(
        service === undefined
          ? await request<unknown>('/services', body)
          : await request<unknown>(
              `/services/${encodeURIComponent(service.id)}`,
              body,
              'PUT',
              service.revision,
            ),
      ),
    onDone: (saved) => {
      loadAnew();
      onDone(saved);
    },
    onStale: loadAnew,
    explain: { CONFLICT: { field: 'code', words: SERVICE_TEXT.taken } },
  });
  return (
    <Form
      state={state}
      label={t(service === undefined ? SERVICE_TEXT.add : SERVICE_TEXT.change)}
      action={service === undefined ? SERVICE_TEXT.add : FORM_TEXT.save}
      onCancel={onCancel}
    >
      {service !== undefined && <p className="hint">{t(SERVICE_TEXT.changeExplained)}</p>}
      <HeadFields service={service} />
      {rows.map((count, index) => (
        <WayFields
          key={index}
          index={index}
          way={service?.ways?.[index]}
          rows={count}
          onRows={(changed) => setRows(rows.map((one, at) => (at === index ? changed : one)))}
        />
      ))}
      <div className="buttons">
        <button type="button" onClick={() => setRows([...rows, NEW_WAY])}>
          {t(SERVICE_TEXT.addWay)}
        </button>
        {rows.length > 1 && (
          <button type="button" onClick={() => setRows(rows.slice(0, -1))}>
            {t(SERVICE_TEXT.removeLastWay)}
          </button>
        )}
      </div>
      <ProvenanceFields before={service?.season} />
    </Form>
  );
}

function rowsOf(service: ServiceView | undefined): Rows[] {
  if (service?.ways === undefined) return [NEW_WAY];
  return service.ways.map(({ legs, expectedCoverageHoles, windStops = [] }) => ({
    legs: legs.length,
    holes: expectedCoverageHoles.length,
    winds: windStops.length,
  }));
}

function HeadFields(props: { service: ServiceView | undefined }) {
  const { service } = props;
  const nameOf = useNameOfGoods();
  const chosen = service?.commodityCodes ?? [];
  const profiles = useQuery(profilesQuery).data ?? [];
  // Also goods that nobody has limits for any more: else saving would drop them unseen.
  const codes = [...new Set([...chosen, ...profiles.map(({ code }) => code)])];
  return (
    <>
      <div className="fields">
        {service === undefined && (
          <TextField
            name="code"
            label={NETWORK_TEXT.code}
            hint={NETWORK_TEXT.codeExplained}
            autoCapitalize="characters"
          />
        )}
        <TextField name="nameZh" label={NETWORK_TEXT.nameZh} defaultValue={service?.nameZh} />
        <TextField name="nameEn" label={NETWORK_TEXT.nameEn} defaultValue={service?.nameEn} />
        <TextField
          name="season.from"
          label={SERVICE_TEXT.from}
          hint={SERVICE_TEXT.dayHint}
          defaultValue={service?.season?.from}
        />
        <TextField
          name="season.until"
          label={SERVICE_TEXT.until}
          hint={SERVICE_TEXT.dayHint}
          defaultValue={service?.season?.until}
        />
      </div>
      <CheckGroup
        name="commodityCodes"
        label={SERVICE_TEXT.commodities}
        chosen={chosen}
        options={codes.map((value) => ({ value, text: nameOf(value) }))}
      />
    </>
  );
}
