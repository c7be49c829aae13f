import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { runCopySchema, type RunView, type TakenPlanView } from '@lenglian/console-contract';
import { API_PREFIX } from '@lenglian/console-contract/constants';
import { RUN_TEXT } from '@lenglian/wording';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { OpenButton } from '../../ui/OpenButton.tsx';

/** The same boxes for another day; and the manifest as a file to change and import. */
export function CopyRun(props: { run: RunView }) {
  const { run } = props;
  const { t } = useWording();
  const [isAsking, setAsking] = useState(false);
  return (
    <section className="pane" aria-label={t(RUN_TEXT.copy)}>
      <h2>{t(RUN_TEXT.copy)}</h2>
      <p className="hint">{t(RUN_TEXT.copyExplained)}</p>
      <div className="buttons">
        <OpenButton isOpen={isAsking} onOpen={() => setAsking(true)}>
          {t(RUN_TEXT.copy)}
        </OpenButton>
        {!isAsking && (
          <a
            className="button"
            href={`${API_PREFIX}/runs/${encodeURIComponent(run.id)}/plan?format=csv`}
            download
          >
            {t(RUN_TEXT.manifest)}
          </a>
        )}
      </div>
      {isAsking && <CopyForm run={run} onCancel={() => setAsking(false)} />}
    </section>
  );
}

function CopyForm(props: { run: RunView; onCancel: () => void }) {
  const { run, onCancel } = props;
  const { t, zone, zoneName } = useWording();
  const client = useQueryClient();
  const navigate = useNavigate();
  const state = useForm({
    schema: runCopySchema,
    read: (data) => ({
      runCode: textOf(data, 'runCode'),
      departureAt: instantOf(data, 'departureAt', zone),
    }),
    send: (body) => request<TakenPlanView>(`/runs/${encodeURIComponent(run.id)}/copy`, body),
    onDone: (taken) => {
      void client.invalidateQueries({ queryKey: ['runs'] });
      void navigate(`/runs/${taken.run.id}`);
    },
  });
  return (
    <Form state={state} label={t(RUN_TEXT.copy)} action={RUN_TEXT.copy} onCancel={onCancel}>
      <div className="fields">
        <TextField name="runCode" label={RUN_TEXT.newCode} />
        <TextField
          type="datetime-local"
          name="departureAt"
          label={RUN_TEXT.departureAt}
          hint={{ zh: zoneName, en: zoneName }}
        />
      </div>
    </Form>
  );
}
