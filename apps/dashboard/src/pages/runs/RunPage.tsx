import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { RunView } from '@lenglian/console-contract';
import { DEPARTURE_TEXT, RUN_TEXT, unitCount, wordsOfRunState } from '@lenglian/wording';
import { runQuery } from '../../api/queries.ts';
import { useAlerts } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { routeOf } from '../../ui/route.ts';
import Contacts from '../contacts/Contacts.tsx';
import { CopyRun } from './CopyRun.tsx';
import { Legs } from './Legs.tsx';
import { LossesOfRun } from './LossesOfRun.tsx';
import { LotsOfRun } from './LotsOfRun.tsx';
import { RunSteps } from './RunSteps.tsx';

/** One run, also one that is not on the live board: its way and its goods. */
export default function RunPage() {
  const runId = useParams()['runId'] ?? '';
  const run = useQuery(runQuery(runId));
  const mayPlan = useMayDo('journeys.plan');
  const alertId = useAlerts().find((alert) => alert.runId === runId)?.id;
  if (run.isPending) return <Loading />;
  if (run.isError) return <Failed error={run.error} onRetry={() => void run.refetch()} />;
  return (
    <div className="page">
      <RunHeading run={run.data} />
      <div className="page-column">
        <LotsOfRun runId={run.data.id} />
        <LossesOfRun run={run.data} />
      </div>
      <div className="page-column page-column-first">
        <Legs run={run.data} alertId={alertId} />
        {mayPlan && <RunSteps run={run.data} />}
        {mayPlan && <CopyRun key={run.data.id} run={run.data} />}
        <Contacts subjectKind="run" subjectId={run.data.id} alertId={alertId} />
      </div>
    </div>
  );
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
