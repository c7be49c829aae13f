import { useInfiniteQuery } from '@tanstack/react-query';
import type { AlertRevisionView, AlertView } from '@lenglian/console-contract';
import {
  ALERT_LIFE_TEXT,
  ALERT_STATE_WORDS,
  AUDIT_TEXT,
  formatCelsius,
  SEVERITY_WORDS,
  wordsOfAction,
} from '@lenglian/wording';
import { alertHistoryQuery } from '../../api/alert-life-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';

/** 经过: every step as it was told, by whom, and who was told. */
export function AlertHistory(props: { alert: AlertView }) {
  const { alert } = props;
  const { t, zoneName } = useWording();
  const pages = useInfiniteQuery(alertHistoryQuery(alert.id, alert.revision));
  const steps = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <section className="alert-history" aria-label={t(ALERT_LIFE_TEXT.history)}>
      <h3>
        {t(ALERT_LIFE_TEXT.history)} <small className="dim">{zoneName}</small>
      </h3>
      {pages.isPending && <Loading />}
      {pages.isError && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      <ol>
        {steps?.map((step) => (
          <Step key={step.id} step={step} />
        ))}
      </ol>
      {pages.hasNextPage && (
        <button type="button" className="more" onClick={() => void pages.fetchNextPage()}>
          {t(ALERT_LIFE_TEXT.moreHistory)}
        </button>
      )}
    </section>
  );
}

const ACTORS: Readonly<Record<string, keyof typeof AUDIT_TEXT>> = {
  judge: 'byJudge',
  system: 'byItself',
};

function Step(props: { step: AlertRevisionView }) {
  const { actor, at, step, shown, tellings } = props.step;
  const { t, dateTime } = useWording();
  const known = ACTORS[actor];
  const dialled = tellings.filter(({ how }) => how === 'DIALLED');
  const said = [shown.shelfReason, shown.correctiveAction, shown.dispositionReason];
  const ofStep: Readonly<Record<string, string | null | undefined>> = {
    ...{ shelve: said[0], close: said[1], dispose: said[2], acknowledge: shown.note },
  };
  return (
    <li>
      <time className="dim">{dateTime(at)}</time>
      <span>
        <b>{t(wordsOfAction(`alert.${step}`))}</b>{' '}
        <span className="dim">{known === undefined ? actor : t(AUDIT_TEXT[known])}</span>
      </span>
      <span className="step-belief">
        {t(SEVERITY_WORDS[shown.severity])} · {t(ALERT_STATE_WORDS[shown.state])}
        {shown.peakCelsius !== null && ` · ${formatCelsius(shown.peakCelsius)} °C`}
      </span>
      {ofStep[step] && <span className="step-said">{ofStep[step]}</span>}
      {dialled.map(({ at: dialledAt, user }) => (
        <span key={dialledAt} className="step-said">
          {user} {t(ALERT_LIFE_TEXT.dialled)} {dateTime(dialledAt)}
        </span>
      ))}
    </li>
  );
}
