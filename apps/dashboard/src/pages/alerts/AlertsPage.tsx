import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import type { AlertView } from '@lenglian/console-contract';
import { ALERT_LIFE_TEXT, ALERT_STATE_WORDS, ALERT_TEXT, INCIDENT_TEXT } from '@lenglian/wording';
import { ALERT_FILTERS, alertsQuery, type AlertFilter } from '../../api/queries.ts';
import { roomKey } from '../../live/rooms.ts';
import { useAlerts, useHasJoined, useIncidents, useRooms } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Failed, Loading, Notice } from '../../ui/Notice.tsx';
import { AlertDetail } from './AlertDetail.tsx';
import { AlertRow } from './AlertRow.tsx';
import { IncidentLine } from './IncidentLine.tsx';

const FILTER_TEXT = {
  live: ALERT_TEXT.live,
  CLEARED: ALERT_STATE_WORDS.CLEARED,
  CLOSED: ALERT_STATE_WORDS.CLOSED,
  all: ALERT_TEXT.all,
};

/** `/alerts?state=…` and, with one of them open beside the list, `/alerts/:alertId?state=…`. */
export function AlertsPage() {
  const { t } = useWording();
  const { alertId } = useParams();
  const [search, setSearch] = useSearchParams();
  const filter = ALERT_FILTERS.find((known) => known === search.get('state')) ?? 'live';
  return (
    <div className="alerts-page" data-detail={alertId !== undefined}>
      <section className="alert-list" aria-label={t(ALERT_TEXT.title)}>
        <header className="panel-heading">
          <h1>{t(ALERT_TEXT.title)}</h1>
          <Choice
            label={t(ALERT_TEXT.filter)}
            isLabelHidden
            values={ALERT_FILTERS.map((value) => ({ value, text: t(FILTER_TEXT[value]) }))}
            chosen={filter}
            onChoose={(state) => setSearch(state === 'live' ? {} : { state })}
          />
          <Shelved />
          <Link to="/reviews">{t(ALERT_LIFE_TEXT.reviews)}</Link>
        </header>
        {filter === 'live' ? <LiveAlerts /> : <PastAlerts filter={filter} />}
      </section>
      {alertId === undefined ? (
        <p className="alert-detail alert-choose dim">{t(ALERT_TEXT.choose)}</p>
      ) : (
        <AlertDetail key={alertId} alertId={alertId} />
      )}
    </div>
  );
}

/** How many are silent now: suppression is shown and counted. */
function Shelved() {
  const { t } = useWording();
  const count = useAlerts().filter(({ shelvedUntil }) => shelvedUntil !== null).length;
  return count === 0 ? null : (
    <span className="tag">
      {t(ALERT_LIFE_TEXT.shelved)} {count}
    </span>
  );
}

/** Straight from the live link: one line for each cause, worst first. */
function LiveAlerts() {
  const { t } = useWording();
  const incidents = useIncidents();
  const hasJoined = useHasJoined('incidents');
  // The values of now come from the units of the runs concerned.
  const runIds = [...new Set(incidents.flatMap(({ runId }) => runId ?? []))].sort();
  useRooms(runIds.map((runId) => roomKey({ room: 'run', runId })));
  if (!hasJoined) return <Loading />;
  if (incidents.length === 0) return <Notice title={t(ALERT_TEXT.none)} />;
  return (
    <ul className="rows" aria-label={t(INCIDENT_TEXT.live)}>
      {incidents.map((incident) => (
        <IncidentLine key={incident.id} incident={incident} />
      ))}
    </ul>
  );
}

function PastAlerts(props: { filter: AlertFilter }) {
  const { t } = useWording();
  const pages = useInfiniteQuery(alertsQuery(props.filter));
  if (pages.isPending) return <Loading />;
  if (pages.isError) return <Failed error={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <>
      <Rows alerts={pages.data.pages.flatMap((page) => page.items)} />
      {pages.hasNextPage && (
        <button
          type="button"
          className="more"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t(ALERT_TEXT.more)}
        </button>
      )}
    </>
  );
}

function Rows(props: { alerts: readonly AlertView[] }) {
  const { t } = useWording();
  if (props.alerts.length === 0) return <Notice title={t(ALERT_TEXT.none)} />;
  return (
    <ul className="rows">
      {props.alerts.map((alert) => (
        <AlertRow key={alert.id} alert={alert} />
      ))}
    </ul>
  );
}
