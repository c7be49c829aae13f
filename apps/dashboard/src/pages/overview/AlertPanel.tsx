import { Link } from 'react-router';
import { ALERT_TEXT, moreAlerts, OVERVIEW_TEXT } from '@lenglian/wording';
import { useAlerts, useHasJoined } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Loading } from '../../ui/Notice.tsx';
import { AlertCard } from '../alerts/AlertCard.tsx';

/** As many cards as anybody reads; the rest is one link away. */
const SHOWN_MAX = 30;
/** On a phone the trains follow below; the stylesheet hides the cards after these. */
const SHOWN_MAX_NARROW = 3;

export function AlertPanel() {
  const { t } = useWording();
  const alerts = useAlerts();
  const hasJoined = useHasJoined('alerts');
  const hidden = alerts.length - SHOWN_MAX;
  return (
    <section className="alert-panel" aria-label={t(OVERVIEW_TEXT.openAlerts)}>
      <header className="panel-heading">
        <h2>
          {t(OVERVIEW_TEXT.openAlerts)} <span className="dim">{alerts.length}</span>
        </h2>
        <Link to="/alerts">{t(OVERVIEW_TEXT.allAlerts)}</Link>
      </header>
      {!hasJoined && <Loading />}
      {hasJoined && alerts.length === 0 && <p className="all-quiet">{t(OVERVIEW_TEXT.noAlerts)}</p>}
      <ul className="cards" aria-label={t(ALERT_TEXT.live)}>
        {alerts.slice(0, SHOWN_MAX).map((alert) => (
          <li key={alert.id}>
            <AlertCard alert={alert} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Link className="more more-wide" to="/alerts">
          {t(moreAlerts(hidden))}
        </Link>
      )}
      {alerts.length > SHOWN_MAX_NARROW && (
        <Link className="more more-narrow" to="/alerts">
          {t(moreAlerts(alerts.length - SHOWN_MAX_NARROW))}
        </Link>
      )}
    </section>
  );
}
