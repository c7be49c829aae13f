import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { RunView } from '@lenglian/console-contract';
import { RUN_STATE_WORDS, RUN_TEXT, unitCount, wordsOfRunState } from '@lenglian/wording';
import { RUN_FILTERS, runsQuery, type RunFilter } from '../../api/run-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { routeOf } from '../../ui/route.ts';
import { ImportRun } from './ImportRun.tsx';

/** Every run by its state, also those that are not on the live board: `/runs?state=…`. */
export default function RunsPage() {
  const { t } = useWording();
  const [search, setSearch] = useSearchParams();
  const mayPlan = useMayDo('journeys.plan');
  // `/runs?plan=XIANGLI`: a run of that service is to be planned.
  const planned = search.get('plan');
  const [isImporting, setImporting] = useState(planned !== null);
  const filter = RUN_FILTERS.find((known) => known === search.get('state')) ?? 'open';
  return (
    <div className="page page-narrow">
      <header className="page-heading">
        <h1>{t(RUN_TEXT.title)}</h1>
        <Choice
          label={t(RUN_TEXT.filter)}
          isLabelHidden
          values={RUN_FILTERS.map((value) => ({
            value,
            text: t(value === 'open' ? RUN_TEXT.open : RUN_STATE_WORDS[value]),
          }))}
          chosen={filter}
          onChoose={(state) => setSearch(state === 'open' ? {} : { state })}
        />
        {mayPlan && (
          <OpenButton
            isOpen={isImporting}
            className="primary at-end"
            onOpen={() => setImporting(true)}
          >
            {t(RUN_TEXT.import)}
          </OpenButton>
        )}
      </header>
      {mayPlan && isImporting && (
        <ImportRun service={planned ?? ''} onClose={() => setImporting(false)} />
      )}
      <Runs filter={filter} />
    </div>
  );
}

function Runs(props: { filter: RunFilter }) {
  const { t } = useWording();
  const pages = useInfiniteQuery(runsQuery(props.filter));
  if (pages.isPending) return <Loading />;
  if (pages.isError) return <Failed error={pages.error} onRetry={() => void pages.refetch()} />;
  const runs = pages.data.pages
    .flatMap((page) => page.items)
    .sort((a, b) => departureOf(a) - departureOf(b));
  return (
    <section className="pane" aria-label={t(RUN_TEXT.title)}>
      {runs.length === 0 && <p className="dim">{t(RUN_TEXT.none)}</p>}
      <ul className="lines">
        {runs.map((run) => (
          <RunLine key={run.id} run={run} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <button
          type="button"
          className="more"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t(RUN_TEXT.more)}
        </button>
      )}
    </section>
  );
}

/** The next to leave comes first; one without a plan last. */
function departureOf(run: RunView): number {
  return run.legs[0]?.plannedDepartureAt ?? Number.MAX_SAFE_INTEGER;
}

function RunLine(props: { run: RunView }) {
  const { run } = props;
  const { t, language, dateTime } = useWording();
  const departureAt = run.legs[0]?.plannedDepartureAt;
  return (
    <li className="line line-run">
      <Link to={`/runs/${run.id}`}>
        {nameIn(language, run.nameZh, run.nameEn)} {run.code}
      </Link>
      <span>
        <span className="badge">{t(wordsOfRunState(run.state))}</span>
      </span>
      <span>{routeOf(run, language)}</span>
      <span>
        <span className="label">{t(RUN_TEXT.departure)}</span>
        {departureAt === undefined ? t(RUN_TEXT.noDeparture) : dateTime(departureAt)}
      </span>
      <span className="line-number">
        {t(unitCount(Math.max(run.unitCount, run.plannedUnitCount)))}
      </span>
    </li>
  );
}
