import { OVERVIEW_TEXT } from '@lenglian/wording';
import { roomKey } from '../../live/rooms.ts';
import { useHasJoined, useRooms, useRuns } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Loading, Notice } from '../../ui/Notice.tsx';
import { AlertPanel } from './AlertPanel.tsx';
import { Train } from './Train.tsx';

/** Every active run as a train of boxes, and beside it what needs somebody now. */
export function OverviewPage() {
  const { t } = useWording();
  const runs = useRuns();
  const hasJoined = useHasJoined('overview');
  useRooms(runs.map((run) => roomKey({ room: 'run', runId: run.id })));
  return (
    <div className="overview">
      <AlertPanel />
      <section className="trains" aria-label={t(OVERVIEW_TEXT.title)}>
        <h1 className="visually-hidden">{t(OVERVIEW_TEXT.title)}</h1>
        {!hasJoined && runs.length === 0 && <Loading />}
        {hasJoined && runs.length === 0 && <Notice title={t(OVERVIEW_TEXT.noRuns)} />}
        {runs.map((run) => (
          <Train key={run.id} run={run} />
        ))}
      </section>
    </div>
  );
}
