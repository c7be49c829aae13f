import type {
  AlertView,
  AuditEntry,
  BindingView,
  HandOverView,
  IncidentView,
  LotCustodyView,
  LotExposureView,
  LotRecordView,
  RunView,
  UnitView,
} from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import type { ApiClient } from './api-client.ts';
import type { JourneyScript, Truth } from './journey.ts';

/** What the api says of a journey when it is over. */
export interface WhatStands {
  /** Of its units, from when it began to play: also those that were taken back. */
  readonly alerts: readonly AlertView[];
  readonly incidents: readonly IncidentView[];
  readonly runs: readonly RunView[];
  readonly handOvers: readonly HandOverView[];
  /** By lot code. */
  readonly custody: ReadonlyMap<string, LotCustodyView>;
  /** By lot code, of those whose inheritance is asked for. */
  readonly exposures: ReadonlyMap<string, LotExposureView>;
  /** By run code: who took which step of its life, of those that are asked for. */
  readonly steps: ReadonlyMap<
    string,
    readonly { readonly state: string; readonly actor: string }[]
  >;
  /** By unit code: with which run from when until when, of those that are asked for. */
  readonly rides: ReadonlyMap<string, readonly Ride[]>;
  readonly unitIds: ReadonlyMap<string, string>;
}

export interface Ride {
  readonly runCode: string;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** Of the plan and of what no plan brings. */
export function unitCodesOf({ plan, stock = [] }: JourneyScript): ReadonlySet<string> {
  return new Set([...(plan?.lines ?? []), ...stock].map(({ unitCode }) => unitCode));
}

/** @param codePrefix how the codes of its lots begin */
export async function readWhatStands(
  api: ApiClient,
  script: JourneyScript,
  since: { readonly from: Instant; readonly codePrefix: string },
): Promise<WhatStands> {
  const { truth } = script;
  const codes = unitCodesOf(script);
  const units = (await api.all<UnitView>('/api/v1/units')).filter(({ code }) => codes.has(code));
  const unitIds = new Map(units.map(({ code, id }) => [code, id]));
  const ids = new Set(unitIds.values());
  const alerts = await api.all<AlertView>(`/api/v1/alerts?from=${since.from}`);
  const incidents = await api.all<IncidentView>('/api/v1/incidents');
  const runs = await api.all<RunView>('/api/v1/runs');
  const handOvers = await api.all<HandOverView>(`/api/v1/hand-overs?from=${since.from}`);
  const custody = new Map<string, LotCustodyView>();
  const exposures = new Map<string, LotExposureView>();
  const heirs = new Set(truth.inherited?.flatMap(({ lots }) => lots));
  const asked = new Set(truth.exposure.flatMap(({ lots }) => lots));
  const where = `/api/v1/lots?codePrefix=${encodeURIComponent(since.codePrefix)}`;
  for (const { id, code } of await api.all<LotRecordView>(where)) {
    if (asked.has(code)) custody.set(code, await api.get(`/api/v1/lots/${id}/custody`));
    if (heirs.has(code)) exposures.set(code, await api.get(`/api/v1/lots/${id}/exposure`));
  }
  return {
    alerts: alerts.filter(({ unitId }) => ids.has(unitId)),
    incidents: incidents.filter(
      ({ startedAt, children }) =>
        startedAt >= since.from && children.some(({ unitId }) => ids.has(unitId)),
    ),
    runs: runs.filter(({ code }) => truth.runs.some((run) => run.code === code)),
    steps: await readSteps(api, truth, runs),
    rides: await readRides(api, truth, { runs, unitIds }),
    handOvers: handOvers.filter(({ lots }) =>
      lots.some(({ lotCode }) => lotCode.startsWith(since.codePrefix)),
    ),
    ...{ custody, exposures },
    unitIds,
  };
}

async function readSteps(api: ApiClient, truth: Truth, runs: readonly RunView[]) {
  const steps = new Map<string, { state: string; actor: string }[]>();
  const asked = new Set(
    truth.runs.flatMap(({ code, measuredSteps }) => (measuredSteps ? [code] : [])),
  );
  for (const { id, code } of runs.filter((run) => asked.has(run.code))) {
    const where = `/api/v1/audit?entity=run&entityId=${id}&action=run.setState`;
    const entries = await api.all<AuditEntry>(where);
    const stepOf = ({ actor, after }: AuditEntry) => ({ ...(after as { state: string }), actor });
    steps.set(code, entries.map(stepOf));
  }
  return steps;
}

async function readRides(
  api: ApiClient,
  truth: Truth,
  { runs, unitIds }: { readonly runs: readonly RunView[] } & Pick<WhatStands, 'unitIds'>,
) {
  const rides = new Map<string, Ride[]>();
  const codes = new Map(runs.map(({ id, code }) => [id, code]));
  for (const unitCode of new Set(truth.rides?.flatMap(({ units }) => units))) {
    const where = `/api/v1/bindings?kind=unit&subjectId=${unitIds.get(unitCode) ?? ''}`;
    const bindings = await api.all<BindingView>(where);
    const rideOf = ({ targetId, from, until }: BindingView) => {
      return { runCode: codes.get(targetId) ?? targetId, from, until };
    };
    rides.set(unitCode, bindings.map(rideOf));
  }
  return rides;
}
