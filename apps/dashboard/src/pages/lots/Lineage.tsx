import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import {
  undoSchema,
  type FindingView,
  type LotRecordView,
  type LotTraceView,
  type UnitView,
} from '@lenglian/console-contract';
import {
  LOT_TEXT,
  partOfMass,
  TRANSFORM_TEXT,
  TRANSFORMATION_KIND_WORDS,
  type Words,
} from '@lenglian/wording';
import { lotTraceQuery } from '../../api/goods-queries.ts';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { LongTextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { Warnings } from '../../ui/Warnings.tsx';
import { Transform } from './Transform.tsx';

type Step = LotTraceView['back'][number];

/** Where the goods came from and where they went, and the ways to say that they became other lots. */
export function Lineage(props: { lot: LotRecordView; unit: UnitView | undefined }) {
  const { lot, unit } = props;
  const { t } = useWording();
  const mayChange = useMayDo('lots.change');
  const trace = useQuery(lotTraceQuery(lot.id));
  const [isAsking, setAsking] = useState(false);
  const [warnings, setWarnings] = useState<readonly FindingView[] | null>(null);
  const done = (told: readonly FindingView[]) => {
    setAsking(false);
    setWarnings(told);
  };
  return (
    <section className="pane" aria-label={t(LOT_TEXT.lineage)}>
      <div className="pane-heading">
        <h2>{t(LOT_TEXT.lineage)}</h2>
        {mayChange && (
          <OpenButton isOpen={isAsking} onOpen={() => setAsking(true)}>
            {t(TRANSFORM_TEXT.record)}
          </OpenButton>
        )}
      </div>
      {warnings !== null && <Warnings warnings={warnings} onClose={() => setWarnings(null)} />}
      {isAsking && <Transform {...{ lot, unit }} onDone={done} onCancel={() => setAsking(false)} />}
      {trace.isPending && <Loading />}
      {trace.isError && <Failed error={trace.error} onRetry={() => void trace.refetch()} />}
      {trace.data !== undefined && (
        <>
          <Steps
            {...{ mayChange, title: LOT_TEXT.back, none: LOT_TEXT.noBack }}
            steps={trace.data.back}
          />
          <Steps
            {...{ mayChange, title: LOT_TEXT.forward, none: LOT_TEXT.noForward }}
            steps={trace.data.forward}
          />
        </>
      )}
    </section>
  );
}

/** Nearest first, a step in for each step away; what is one step away can be undone from here. */
function Steps(props: { title: Words; none: Words; steps: readonly Step[]; mayChange: boolean }) {
  const { steps, mayChange } = props;
  const { t, dateTime } = useWording();
  const isLastOfItsEvent = (step: Step, index: number) =>
    index ===
    steps.findLastIndex(
      ({ depth, transformationId }) => depth === 1 && transformationId === step.transformationId,
    );
  return (
    <>
      <h3 className="label">{t(props.title)}</h3>
      {steps.length === 0 && <p className="dim">{t(props.none)}</p>}
      <ol className="steps">
        {steps.map((step, index) => (
          <li
            key={`${step.transformationId}-${step.lotId}`}
            style={{ marginInlineStart: `${Math.min(step.depth - 1, 5) * 1.25}rem` }}
          >
            <Link to={`/lots/${step.lotId}`}>{step.lotCode}</Link>
            <span className="tag">{t(TRANSFORMATION_KIND_WORDS[step.kind])}</span>
            <span>{t(partOfMass(step.fraction))}</span>
            <small>{dateTime(step.at)}</small>
            {mayChange && isLastOfItsEvent(step, index) && (
              <Undo id={step.transformationId} kind={step.kind} at={dateTime(step.at)} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** Takes back an event that was a mistake. */
function Undo(props: { id: string; kind: Step['kind']; at: string }) {
  const { t } = useWording();
  const [isAsking, setAsking] = useState(false);
  const name = `${t(TRANSFORM_TEXT.undo)} ${t(TRANSFORMATION_KIND_WORDS[props.kind])} ${props.at}`;
  return (
    <>
      <OpenButton isOpen={isAsking} className="plain" label={name} onOpen={() => setAsking(true)}>
        {t(TRANSFORM_TEXT.undo)}
      </OpenButton>
      {isAsking && <UndoForm id={props.id} name={name} onClose={() => setAsking(false)} />}
    </>
  );
}

function UndoForm(props: { id: string; name: string; onClose: () => void }) {
  const { id, name, onClose } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const state = useForm({
    schema: undoSchema,
    read: (data) => ({ reason: textOf(data, 'reason') }),
    send: (body) => request<unknown>(`/transformations/${encodeURIComponent(id)}/undo`, body),
    onDone: () => {
      for (const key of ['lot', 'run', 'unit']) void client.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  });
  return (
    <div className="step-form">
      <Form state={state} label={name} action={TRANSFORM_TEXT.undo} onCancel={onClose}>
        <p className="hint">{t(TRANSFORM_TEXT.undoExplained)}</p>
        <LongTextField name="reason" label={TRANSFORM_TEXT.undoReason} />
      </Form>
    </div>
  );
}
