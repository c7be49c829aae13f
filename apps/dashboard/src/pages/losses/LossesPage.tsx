import { useState, type SubmitEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { API_PREFIX } from '@lenglian/console-contract/constants';
import { LOSS_GROUPS, type LossGroup } from '@lenglian/goods';
import { DAY, type Instant } from '@lenglian/quantities';
import {
  fromInputTime,
  LOSS_GROUP_WORDS,
  LOSS_TEXT,
  startOfDay,
  toInputTime,
  type Words,
} from '@lenglian/wording';
import { lossesQuery } from '../../api/loss-queries.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { LossTable } from '../../ui/LossTable.tsx';

/** As the api bounds it. */
const DAYS_MAX = 92;
const DAYS_AT_FIRST = 30;

/** 到货损耗 over a span of days, Beijing's, both included. What is asked is in the URL. */
export default function LossesPage() {
  const { t } = useWording();
  const { clock } = useLive();
  const [parameters, setParameters] = useSearchParams();
  const [today] = useState(() => startOfDay(clock.now(), 'beijing'));
  const first = dayOf(parameters.get('from')) ?? today - (DAYS_AT_FIRST - 1) * DAY;
  const last = dayOf(parameters.get('to')) ?? today;
  const by = LOSS_GROUPS.find((group) => group === parameters.get('by')) ?? 'run';
  const problem = problemOf(first, last);
  const search = new URLSearchParams({ from: `${first}`, until: `${last + DAY}`, by }).toString();
  const losses = useQuery({ ...lossesQuery(search), enabled: problem === null });
  return (
    <div className="page page-narrow losses-page">
      <header className="page-heading">
        <h1>{t(LOSS_TEXT.title)}</h1>
        {problem === null && (
          <a className="button at-end" href={`${API_PREFIX}/losses/export?${search}`} download>
            {t(LOSS_TEXT.export)}
          </a>
        )}
      </header>
      <section className="pane" aria-label={t(LOSS_TEXT.show)}>
        <p className="hint">{t(LOSS_TEXT.explained)}</p>
        <Span
          key={parameters.toString()}
          {...{ first, last, by }}
          onAsk={(asked) => setParameters(asked)}
        />
        {problem !== null && (
          <p className="problem" role="alert">
            {t(problem)}
          </p>
        )}
      </section>
      <section className="pane" aria-label={t(LOSS_TEXT.title)}>
        {losses.isLoading && <Loading />}
        {losses.isError && <Failed error={losses.error} onRetry={() => void losses.refetch()} />}
        {losses.data?.lines.length === 0 && losses.data.total.handOvers === 0 && (
          <p className="dim">{t(LOSS_TEXT.none)}</p>
        )}
        {losses.data && (
          <LossTable
            losses={losses.data}
            {...(by === 'run' && {
              name: ({ key, code }) => key !== null && <Link to={`/runs/${key}`}>{code}</Link>,
            })}
          />
        )}
        {losses.data?.hasMore && <p className="hint">{t(LOSS_TEXT.hasMore)}</p>}
      </section>
    </div>
  );
}

/** What the api takes; a day more at either end for the zone. */
const DATES = { min: '1970-01-02', max: '9999-12-29', required: true };

function Span(props: {
  first: Instant;
  last: Instant;
  by: LossGroup;
  onAsk: (asked: Record<'from' | 'to' | 'by', string>) => void;
}) {
  const { first, last, by, onAsk } = props;
  const { t } = useWording();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (name: string) => {
      const value = data.get(name);
      return typeof value === 'string' ? value : '';
    };
    onAsk({ from: said('from'), to: said('to'), by: said('by') });
  };
  const input = (at: Instant) => toInputTime(at, 'beijing').slice(0, 10);
  return (
    <form className="losses-form" onSubmit={submit}>
      <label>
        {t(LOSS_TEXT.from)} <input type="date" name="from" defaultValue={input(first)} {...DATES} />
      </label>
      <label>
        {t(LOSS_TEXT.until)} <input type="date" name="to" defaultValue={input(last)} {...DATES} />
      </label>
      <label>
        {t(LOSS_TEXT.by)}{' '}
        <select
          name="by"
          defaultValue={by}
          onChange={(event) => event.currentTarget.form?.requestSubmit()}
        >
          {LOSS_GROUPS.map((group) => (
            <option key={group} value={group}>
              {t(LOSS_GROUP_WORDS[group])}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="primary">
        {t(LOSS_TEXT.show)}
      </button>
    </form>
  );
}

/** Midnight in Beijing of a day as a date field says it. */
function dayOf(text: string | null): Instant | null {
  return text === null ? null : fromInputTime(`${text}T00:00`, 'beijing');
}

function problemOf(first: Instant, last: Instant): Words | null {
  if (last < first) return LOSS_TEXT.notAfter;
  return last + DAY - first > DAYS_MAX * DAY ? LOSS_TEXT.tooLong : null;
}
