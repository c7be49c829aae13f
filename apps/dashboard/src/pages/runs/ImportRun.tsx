import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { PlanCheckView, TakenPlanView } from '@lenglian/console-contract';
import { FORM_TEXT, RUN_TEXT, toInputTime, unitsAndLots } from '@lenglian/wording';
import { noticeSignedOut } from '../../api/queries.ts';
import { ProblemError } from '../../api/request.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Field, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useErrorText } from '../../ui/Notice.tsx';
import { Findings } from './Findings.tsx';
import {
  checkManifest,
  manifestSchema,
  readManifestFile,
  takeManifest,
  type Manifest,
  type ManifestFile,
} from './manifest-file.ts';
import { ServiceFields } from './ServiceFields.tsx';

type Checked = { readonly manifest: Manifest; readonly result: PlanCheckView };

/** A manifest becomes a run: checked first, and taken only when nothing is wrong with it. */
export function ImportRun(props: {
  /** The code of a service that is chosen until a file names another; may be empty. */
  service: string;
  onClose: () => void;
}) {
  const { t } = useWording();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [taken, setTaken] = useState<TakenPlanView | null>(null);
  if (taken !== null) return <Taken taken={taken} onClose={props.onClose} />;
  return (
    <section className="pane" aria-label={t(RUN_TEXT.import)}>
      <h2>{t(RUN_TEXT.import)}</h2>
      <p className="hint">{t(RUN_TEXT.importExplained)}</p>
      <ImportForm service={props.service} onChecked={setChecked} onCancel={props.onClose} />
      {checked !== null && <Result checked={checked} onTaken={setTaken} />}
    </section>
  );
}

/** The file and the head of the run; what was checked no longer counts once anything is changed. */
function ImportForm(props: {
  service: string;
  onChecked: (checked: Checked | null) => void;
  onCancel: () => void;
}) {
  const { onChecked, onCancel } = props;
  const { t, zone, zoneName } = useWording();
  const [file, setFile] = useState<ManifestFile | null>(null);
  const [isBad, setBad] = useState(false);
  const plan = file?.kind === 'json' ? file.plan : {};
  const state = useForm({
    schema: manifestSchema,
    read: (data) => ({
      file,
      head: {
        runCode: textOf(data, 'runCode') ?? undefined,
        serviceCode: textOf(data, 'serviceCode') ?? undefined,
        wayCode: textOf(data, 'wayCode') ?? undefined,
        departureAt: instantOf(data, 'departureAt', zone, plan['departureAt']) ?? undefined,
        loadingAt: instantOf(data, 'loadingAt', zone, plan['loadingAt']) ?? undefined,
      },
    }),
    send: async (manifest) => ({ manifest, result: await checkManifest(manifest) }),
    onDone: onChecked,
  });
  const choose = async (chosen: File | undefined) => {
    const read = chosen === undefined ? null : await readManifestFile(chosen);
    setFile(read);
    setBad(chosen !== undefined && read === null);
  };
  const text = (name: string) => (typeof plan[name] === 'string' ? plan[name] : '');
  const time = (name: string) =>
    typeof plan[name] === 'number' ? toInputTime(plan[name], zone) : '';
  return (
    <div onChange={() => onChecked(null)}>
      <Form state={state} label={t(RUN_TEXT.import)} action={RUN_TEXT.check} onCancel={onCancel}>
        <Field name="file" label={RUN_TEXT.file} {...(isBad && { hint: RUN_TEXT.badFile })}>
          {(joined) => (
            <input
              type="file"
              accept=".csv,.txt,.json,text/csv,application/json"
              onChange={(event) => void choose(event.currentTarget.files?.[0])}
              {...joined}
            />
          )}
        </Field>
        {/* A plan that was read fills in its own head. */}
        <div
          className="fields"
          key={JSON.stringify([plan['runCode'], plan['departureAt'], plan['serviceCode']])}
        >
          <TextField name="runCode" label={RUN_TEXT.code} defaultValue={text('runCode')} />
          <ServiceFields service={text('serviceCode') || props.service} way={text('wayCode')} />
          <TextField
            type="datetime-local"
            name="departureAt"
            label={RUN_TEXT.departureAt}
            hint={{ zh: zoneName, en: zoneName }}
            defaultValue={time('departureAt')}
          />
          <TextField
            type="datetime-local"
            name="loadingAt"
            label={RUN_TEXT.loadingAt}
            hint={RUN_TEXT.loadingExplained}
            isOptional
            defaultValue={time('loadingAt')}
          />
        </div>
      </Form>
    </div>
  );
}

/** What the check found, and the button that takes the plan where nothing refuses it. */
function Result(props: { checked: Checked; onTaken: (taken: TakenPlanView) => void }) {
  const { manifest, result } = props.checked;
  const { t } = useWording();
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: () => takeManifest(manifest),
    onSuccess: (taken) => {
      void client.invalidateQueries({ queryKey: ['runs'] });
      props.onTaken(taken);
    },
    onError: (error) => noticeSignedOut(client, error),
  });
  const { wouldBeTaken, findings } = result;
  const verdict = !wouldBeTaken
    ? RUN_TEXT.refused
    : findings.length === 0
      ? RUN_TEXT.clean
      : RUN_TEXT.cleanButWarned;
  return (
    <div className="check-result" role="status">
      <p className={wouldBeTaken ? 'good' : 'problem'}>{t(verdict)}</p>
      <Findings findings={findings} />
      {take.isError && <TakeProblem error={take.error} />}
      {wouldBeTaken && (
        <button
          type="button"
          className="primary"
          disabled={take.isPending}
          onClick={() => take.mutate()}
        >
          {t(take.isPending ? FORM_TEXT.sending : RUN_TEXT.take)}
        </button>
      )}
    </div>
  );
}

/** Something may have changed between the check and the taking. */
function TakeProblem(props: { error: unknown }) {
  const { error } = props;
  const text = useErrorText(error);
  return (
    <div role="alert">
      <p className="problem">{text}</p>
      {error instanceof ProblemError && <Findings findings={error.findings} />}
    </div>
  );
}

function Taken(props: { taken: TakenPlanView; onClose: () => void }) {
  const { run, unitCount, lotCount } = props.taken;
  const { t, language } = useWording();
  return (
    <section className="said" role="status">
      <p>
        {t(RUN_TEXT.taken)} <b>{nameIn(language, run.nameZh, run.nameEn)}</b> {run.code}{' '}
        {t(unitsAndLots(unitCount, lotCount))}
      </p>
      <div className="buttons">
        <Link className="button" to={`/runs/${run.id}`}>
          {t(RUN_TEXT.openRun)}
        </Link>
        <button type="button" onClick={props.onClose}>
          {t(FORM_TEXT.close)}
        </button>
      </div>
    </section>
  );
}
