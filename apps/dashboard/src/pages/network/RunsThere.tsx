import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { RunView } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import type { PlaceView } from '@lenglian/seed-files';
import { LEG_TEXT, NETWORK_TEXT, wordsOfRunState } from '@lenglian/wording';
import { openRunsQuery } from '../../api/audit-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';

/** A stop of a run: what happened there, or is planned to. */
interface Stop {
  readonly run: RunView;
  readonly arrivalAt: Instant | null;
  readonly departureAt: Instant | null;
}

/** Runs that are not over and stop here, those that are here first first. */
export function RunsThere(props: { place: PlaceView }) {
  const { code } = props.place;
  const { t } = useWording();
  const runs = useQuery(openRunsQuery);
  const stops = (runs.data ?? [])
    .flatMap((run) => stopOf(run, code) ?? [])
    .sort((a, b) => timeOf(a) - timeOf(b));
  return (
    <section className="pane" aria-label={t(NETWORK_TEXT.runs)}>
      <h2>{t(NETWORK_TEXT.runs)}</h2>
      {runs.isPending && <Loading />}
      {runs.isError && <Failed error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isSuccess && stops.length === 0 && <p className="dim">{t(NETWORK_TEXT.noRuns)}</p>}
      <ul className="lines">
        {stops.map((stop) => (
          <StopLine key={stop.run.id} stop={stop} />
        ))}
      </ul>
    </section>
  );
}

function stopOf(run: RunView, code: string): Stop | null {
  const arriving = run.legs.find(({ toPlaceCode }) => toPlaceCode === code);
  const leaving = run.legs.find(({ fromPlaceCode }) => fromPlaceCode === code);
  if (arriving === undefined && leaving === undefined) return null;
  return {
    run,
    arrivalAt: arriving === undefined ? null : (arriving.arrivedAt ?? arriving.plannedArrivalAt),
    departureAt: leaving === undefined ? null : (leaving.departedAt ?? leaving.plannedDepartureAt),
  };
}

function timeOf({ arrivalAt, departureAt }: Stop): number {
  return arrivalAt ?? departureAt ?? Infinity;
}

function StopLine(props: { stop: Stop }) {
  const { run, arrivalAt, departureAt } = props.stop;
  const { t, language, dateTime } = useWording();
  return (
    <li className="stop-line">
      <Link to={`/runs/${run.id}`}>
        {nameIn(language, run.nameZh, run.nameEn)} {run.code}
      </Link>{' '}
      <span className="badge">{t(wordsOfRunState(run.state))}</span>
      {arrivalAt !== null && (
        <span>
          <span className="label">{t(LEG_TEXT.arrival)}</span>
          {dateTime(arrivalAt)}
        </span>
      )}
      {departureAt !== null && (
        <span>
          <span className="label">{t(LEG_TEXT.departure)}</span>
          {dateTime(departureAt)}
        </span>
      )}
    </li>
  );
}
