import { useState } from 'react';
import { runStateChangeSchema, type FindingView, type RunView } from '@lenglian/console-contract';
import type { RunState } from '@lenglian/placements';
import { NEXT_RUN_STATES } from '@lenglian/planning';
import { endingExplained, LEG_TEXT, RUN_TEXT, runStep } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { LongTextField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { Warnings } from '../../ui/Warnings.tsx';
import { useRunChange } from './use-run-change.ts';

/** Steps that happen at a moment: it leaves, it arrives. */
const TIMED: readonly RunState[] = ['IN_TRANSIT', 'ARRIVED'];

/** Takes a run to its next state: one click says which, a second one does it. */
export function RunSteps(props: { run: RunView }) {
  const { run } = props;
  const { t } = useWording();
  const [asking, setAsking] = useState<RunState | null>(null);
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  const done = (found: readonly FindingView[]) => {
    setAsking(null);
    setWarnings(found);
  };
  const state = run.state as RunState;
  const next = NEXT_RUN_STATES[state] ?? [];
  const isAsking = asking !== null && next.includes(asking);
  return (
    <section className="pane" aria-label={t(RUN_TEXT.steps)}>
      <h2>{t(RUN_TEXT.steps)}</h2>
      {next.length === 0 && <p className="dim">{t(RUN_TEXT.noSteps)}</p>}
      <div className="buttons">
        {next.map((to, index) => (
          <OpenButton
            key={to}
            isOpen={isAsking}
            className={index === 0 ? 'primary' : ''}
            onOpen={() => setAsking(to)}
          >
            {t(runStep(state, to))}
          </OpenButton>
        ))}
      </div>
      {isAsking && <StepForm run={run} to={asking} onClose={() => setAsking(null)} onDone={done} />}
      {warnings.length > 0 && <Warnings warnings={warnings} onClose={() => setWarnings([])} />}
    </section>
  );
}

function StepForm(props: {
  run: RunView;
  to: RunState;
  onClose: () => void;
  /** What is to be said of the step that was taken: goods that await a decision, a train that is late. */
  onDone: (warnings: readonly FindingView[]) => void;
}) {
  const { run, to, onClose } = props;
  const { t, zone, zoneName } = useWording();
  const { send, onDone, onStale } = useRunChange(run, props.onDone);
  const words = runStep(run.state as RunState, to);
  const explained = endingExplained(to);
  const state = useForm({
    schema: runStateChangeSchema,
    read: (data) => ({
      state: to,
      at: instantOf(data, 'at', zone) ?? undefined,
      reason: textOf(data, 'reason') ?? undefined,
    }),
    send: send('state'),
    ...{ onDone, onStale },
  });
  return (
    <Form state={state} label={t(words)} action={words} onCancel={onClose}>
      {explained !== null && <p className="hint">{t(explained)}</p>}
      {TIMED.includes(to) && (
        <TextField
          type="datetime-local"
          name="at"
          label={LEG_TEXT.at}
          hint={{
            zh: `${zoneName}，${LEG_TEXT.atExplained.zh}`,
            en: `${zoneName}; ${LEG_TEXT.atExplained.en}`,
          }}
          isOptional
        />
      )}
      <LongTextField name="reason" label={RUN_TEXT.stepReason} isOptional />
    </Form>
  );
}
