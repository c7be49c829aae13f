import { useQuery } from '@tanstack/react-query';
import type { AlertView, ContactView, RunView } from '@lenglian/console-contract';
import { DANGER_TEXT, wordsOfContactRole } from '@lenglian/wording';
import { contactsQuery } from '../../api/contact-queries.ts';
import { useRuns } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Loading } from '../../ui/Notice.tsx';
import { Dial } from './Contacts.tsx';

/** As many as anybody dials in a hurry; the rest stands on the run's page. */
const SHOWN_MAX = 3;

/** Whom to call about an alert: of the leg under way, then of its box, then of its run. */
export default function CallList(props: { alert: AlertView }) {
  const { alert } = props;
  const { t } = useWording();
  const run = useRuns().find(({ id }) => id === alert.runId);
  const hasRun = alert.runId !== null;
  const legs = useQuery({ ...contactsQuery('leg', alert.runId ?? ''), enabled: hasRun });
  const unit = useQuery(contactsQuery('unit', alert.unitId));
  const ofRun = useQuery({ ...contactsQuery('run', alert.runId ?? ''), enabled: hasRun });
  if (unit.isPending || (hasRun && (legs.isPending || ofRun.isPending))) return <Loading />;
  const leg = legUnderWay(run);
  const ofLeg = (legs.data ?? []).filter(({ legOrdinal }) => legOrdinal === leg);
  const contacts: ContactView[] = [...ofLeg, ...(unit.data ?? []), ...(ofRun.data ?? [])];
  if (contacts.length === 0) return <p className="dim">{t(DANGER_TEXT.noContact)}</p>;
  return (
    <ul className="lines call-list">
      {contacts.slice(0, SHOWN_MAX).map((contact) => (
        <li key={contact.id} className="contact">
          <span className="label">{t(wordsOfContactRole(contact.role))}</span>
          <b>{contact.name}</b>
          <Dial contact={contact} alertId={alert.id} />
        </li>
      ))}
    </ul>
  );
}

/** From 0; the first that nobody reported to have ended. */
function legUnderWay(run: RunView | undefined): number {
  return run?.legs.findIndex(({ arrivedAt }) => arrivedAt === null) ?? -1;
}
