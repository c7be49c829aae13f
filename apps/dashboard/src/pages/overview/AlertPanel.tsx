import { Link } from 'react-router';
import { ALERT_TEXT, moreAlerts, OVERVIEW_TEXT } from '@lenglian/wording';
import { useHasJoined, useIncidents } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Loading } from '../../ui/Notice.tsx';
import { IncidentCard } from '../alerts/IncidentCard.tsx';

/** As many cards as anybody reads; the rest is one link away. */
const SHOWN_MAX = 30;
/** On a phone the trains follow below; the stylesheet hides the cards after these. */
const SHOWN_MAX_NARROW = 3;

export function AlertPanel() {
  const { t } = useWording();
  const incidents = useIncidents();
  const hasJoined = useHasJoined('incidents');
  const hidden = incidents.length - SHOWN_MAX;
  return (
    <section className="alert-panel" aria-label={t(OVERVIEW_TEXT.openAlerts)}>
      <header className="panel-heading">
        <h2>
          {t(OVERVIEW_TEXT.openAlerts)} <span className="dim">{incidents.length}</span>
        </h2>
        <Link to="/alerts">{t(OVERVIEW_TEXT.allAlerts)}</Link>
      </header>
      {!hasJoined && <Loading />}
      {hasJoined && incidents.length === 0 && (
        <p className="all-quiet">{t(OVERVIEW_TEXT.noAlerts)}</p>
      )}
      <ul className="cards" aria-label={t(ALERT_TEXT.live)}>
        {incidents.slice(0, SHOWN_MAX).map((incident) => (
          <li key={incident.id}>
            <IncidentCard incident={incident} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Link className="more more-wide" to="/alerts">
          {t(moreAlerts(hidden))}
        </Link>
      )}
      {incidents.length > SHOWN_MAX_NARROW && (
        <Link className="more more-narrow" to="/alerts">
          {t(moreAlerts(incidents.length - SHOWN_MAX_NARROW))}
        </Link>
      )}
    </section>
  );
}
