import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { RunView } from '@lenglian/console-contract';
import { DEPARTURE_TEXT, RUN_TEXT, unitCount, wordsOfRunState } from '@lenglian/wording';
import { runQuery } from '../../api/queries.ts';
import { useAlerts, useRooms, useRun } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { roomKey } from '../../live/rooms.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { routeOf } from '../../ui/route.ts';
import Contacts from '../contacts/Contacts.tsx';
import { CopyRun } from './CopyRun.tsx';
import { LateGoods } from './LateGoods.tsx';
import { Legs } from './Legs.tsx';
import { LossesOfRun } from './LossesOfRun.tsx';
import { LotsOfRun } from './LotsOfRun.tsx';
import { Progress } from './Progress.tsx';
import { RunSteps } from './RunSteps.tsx';

/** One run, also one that is not on the live board: its way and its goods. */
export default function RunPage() {
  const runId = useParams()['runId'] ?? '';
  const asked = useQuery(runQuery(runId));
  useRooms([roomKey({ room: 'run', runId })]);
  const run = newest(asked.data, useRun(runId));
  const mayPlan = useMayDo('journeys.plan');
  const alertId = useAlerts().find((alert) => alert.runId === runId)?.id;
  if (asked.isError) return <Failed error={asked.error} onRetry={() => void asked.refetch()} />;
  if (run === undefined) return <Loading />;
  return (
    <div className="page">
      <RunHeading run={run} />
      <div className="page-column">
        <LotsOfRun runId={run.id} />
        <LossesOfRun run={run} />
      </div>
      <div className="page-column page-column-first">
        <Progress progress={run.progress}>
          <LateGoods runId={run.id} />
        </Progress>
        <Legs run={run} alertId={alertId} />
        {mayPlan && <RunSteps run={run} />}
        {mayPlan && <CopyRun key={run.id} run={run} />}
        <Contacts subjectKind="run" subjectId={run.id} alertId={alertId} />
      </div>
    </div>
  );
}

/** What is asked for once, and what is told of it since: whoever changes it here must not see it older for a moment. */
function newest(asked: RunView | undefined, live: RunView | undefined): RunView | undefined {
  if (asked === undefined || live === undefined) return asked;
  return live.revision >= asked.revision ? live : asked;
}

function RunHeading(props: { run: RunView }) {
  const { run } = props;
  const { t, language } = useWording();
  return (
    <header className="page-heading">
      <h1>
        {nameIn(language, run.nameZh, run.nameEn)} {run.code}
      </h1>
      <span className="badge">{t(wordsOfRunState(run.state))}</span>
      <span className="route">{routeOf(run, language)}</span>
      <span className="dim">{t(unitCount(Math.max(run.unitCount, run.plannedUnitCount)))}</span>
      <Link to={`/runs/${run.id}/departure`}>{t(DEPARTURE_TEXT.title)}</Link>
      {run.unitCount > 0 && <Link to={`/#run-${run.id}`}>{t(RUN_TEXT.onBoard)}</Link>}
    </header>
  );
}
