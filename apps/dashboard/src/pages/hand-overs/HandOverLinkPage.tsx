import { useId, useState, type SubmitEvent } from 'react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { LinkAnswerRequest, LinkedHandOverView } from '@lenglian/console-contract';
import { HAND_OVER_LINK_TEXT as TEXT } from '@lenglian/wording';
import { ProblemError, request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { LanguageSwitch } from '../../shell/Settings.tsx';
import { Failed, Loading, Notice, useErrorText } from '../../ui/Notice.tsx';
import { LinkedHandOver } from './LinkedHandOver.tsx';

/** `/h/<secret>`: one hand-over for somebody without an account, who answers once. */
export function HandOverLinkPage() {
  const { t } = useWording();
  const { token = '' } = useParams();
  const path = `/hand-over-links/${encodeURIComponent(token)}`;
  const opened = useQuery({
    queryKey: ['hand-over-link', token],
    queryFn: () => request<LinkedHandOverView>(path),
    // Once it is answered there is nothing to ask for any more.
    staleTime: Infinity,
  });
  const answer = useMutation({
    mutationFn: (what: LinkAnswerRequest) => request<LinkedHandOverView>(path, what),
  });
  return (
    <main className="linked-page">
      <header>
        <h1>{t(TEXT.title)}</h1>
        <LanguageSwitch />
      </header>
      {answer.data ? (
        <Answered answer={answer.variables?.answer ?? 'confirm'} />
      ) : opened.data ? (
        <>
          <p className="dim">{t(TEXT.explained)}</p>
          <LinkedHandOver view={opened.data} />
          {answer.isError && <Problem error={answer.error} />}
          {opened.data.toAgree.map((one) => (
            <Agreement
              key={one.id}
              toAgree={one}
              isPending={answer.isPending}
              onAnswer={answer.mutate}
            />
          ))}
          {!opened.data.isConfirmed && (
            <AnswerForm isPending={answer.isPending} onAnswer={answer.mutate} />
          )}
        </>
      ) : opened.isError ? (
        <NotOpened error={opened.error} onRetry={() => void opened.refetch()} />
      ) : (
        <Loading />
      )}
    </main>
  );
}

const DONE = { confirm: TEXT.confirmed, dispute: TEXT.disputed, agree: TEXT.agreed };

function Answered(props: { answer: LinkAnswerRequest['answer'] }) {
  const { t } = useWording();
  const { answer } = props;
  return (
    <Notice title={t(DONE[answer])}>
      <p>{t(answer === 'dispute' ? TEXT.disputedExplained : TEXT.confirmedExplained)}</p>
    </Notice>
  );
}

function NotOpened(props: { error: unknown; onRetry: () => void }) {
  if (isGone(props.error)) return <Gone />;
  return <Failed error={props.error} onRetry={props.onRetry} />;
}

function Problem(props: { error: unknown }) {
  const why = useErrorText(props.error);
  if (isGone(props.error)) return <Gone />;
  return (
    <p className="problem" role="alert">
      {why}
    </p>
  );
}

function Gone() {
  const { t } = useWording();
  return (
    <Notice title={t(TEXT.invalid)} isUrgent>
      <p>{t(TEXT.invalidExplained)}</p>
    </Notice>
  );
}

function isGone(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 404;
}

/** What was proposed for an objection of this side. Whoever does not agree says so below, or not at all. */
function Agreement(props: {
  toAgree: LinkedHandOverView['toAgree'][number];
  isPending: boolean;
  onAnswer: (answer: LinkAnswerRequest) => void;
}) {
  const { t } = useWording();
  const { id, reason, settlement } = props.toAgree;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name') as string;
    props.onAnswer({ answer: 'agree', name: name.trim(), settlementId: id });
  };
  return (
    <form onSubmit={submit}>
      <p>
        <span className="dim">{t(TEXT.youDisputed)}</span> {reason}
      </p>
      <p>
        <span className="dim">{t(TEXT.proposed)}</span> {settlement}
      </p>
      <label>
        {t(TEXT.name)}
        <input name="name" autoComplete="name" required maxLength={200} pattern=".*\S.*" />
      </label>
      <button type="submit" className="primary" disabled={props.isPending}>
        {t(props.isPending ? TEXT.sending : TEXT.agree)}
      </button>
    </form>
  );
}

/** The two answers are kept apart, so that a thumb does not take one for the other. */
function AnswerForm(props: { isPending: boolean; onAnswer: (answer: LinkAnswerRequest) => void }) {
  const { t } = useWording();
  const [isDisputing, setDisputing] = useState(false);
  const explainedId = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string) => ((form.get(field) as string | null) ?? '').trim();
    const name = text('name');
    if (!isDisputing) props.onAnswer({ answer: 'confirm', name });
    else props.onAnswer({ answer: 'dispute', name: name || null, reason: text('reason') });
  };
  return (
    <form onSubmit={submit}>
      {isDisputing && (
        <label>
          {t(TEXT.reason)}
          <textarea name="reason" rows={3} required maxLength={1_000} autoFocus />
        </label>
      )}
      <label>
        {t(TEXT.name)}
        <input
          name="name"
          autoComplete="name"
          required={!isDisputing}
          maxLength={200}
          pattern=".*\S.*"
          aria-describedby={explainedId}
        />
      </label>
      <p id={explainedId} className="dim">
        {t(TEXT.nameExplained)}
      </p>
      <button type="submit" className="primary" disabled={props.isPending}>
        {t(props.isPending ? TEXT.sending : isDisputing ? TEXT.sendDispute : TEXT.confirm)}
      </button>
      <button type="button" disabled={props.isPending} onClick={() => setDisputing(!isDisputing)}>
        {t(isDisputing ? TEXT.back : TEXT.disagree)}
      </button>
    </form>
  );
}
