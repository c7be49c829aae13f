import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { runStateChangeSchema, type RunView } from '@lenglian/console-contract';
import type { RunState } from '@lenglian/placements';
import { NEXT_RUN_STATES } from '@lenglian/planning';
import { endingExplained, RUN_TEXT, runStep } from '@lenglian/wording';
import { runQuery } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { LongTextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';

/** Takes a run to its next state: one click says which, a second one does it. */
export function RunSteps(props: { run: RunView }) {
  const { run } = props;
  const { t } = useWording();
  const [asking, setAsking] = useState<RunState | null>(null);
  const state = run.state as RunState;
  const next = NEXT_RUN_STATES[state] ?? [];
  return (
    <section className="pane" aria-label={t(RUN_TEXT.steps)}>
      <h2>{t(RUN_TEXT.steps)}</h2>
      {next.length === 0 && <p className="dim">{t(RUN_TEXT.noSteps)}</p>}
      {asking === null || !next.includes(asking) ? (
        <div className="buttons">
          {next.map((to, index) => (
            <button
              key={to}
              type="button"
              className={index === 0 ? 'primary' : ''}
              onClick={() => setAsking(to)}
            >
              {t(runStep(state, to))}
            </button>
          ))}
        </div>
      ) : (
        <StepForm run={run} to={asking} onClose={() => setAsking(null)} />
      )}
    </section>
  );
}

function StepForm(props: { run: RunView; to: RunState; onClose: () => void }) {
  const { run, to, onClose } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const words = runStep(run.state as RunState, to);
  const explained = endingExplained(to);
  const state = useForm({
    schema: runStateChangeSchema,
    read: (data) => ({ state: to, reason: textOf(data, 'reason') ?? undefined }),
    send: (body) => request<RunView>(`/runs/${encodeURIComponent(run.id)}/state`, body),
    onDone: (changed) => {
      client.setQueryData(runQuery(run.id).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['runs'] });
      void client.invalidateQueries({ queryKey: ['run', run.id] });
      onClose();
    },
  });
  return (
    <Form state={state} label={t(words)} action={words} onCancel={onClose}>
      {explained !== null && <p className="hint">{t(explained)}</p>}
      <LongTextField name="reason" label={RUN_TEXT.stepReason} isOptional />
    </Form>
  );
}
