import type {
  AlertView,
  AuditEntry,
  HandOverView,
  IncidentTreeView,
  IncidentView,
  LotRecordView,
  RunView,
  UnitView,
} from '@lenglian/console-contract';
import type { ApiClient } from '@lenglian/simulators';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Of people and their sessions: they live by the machine's clock, as do credentials. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['session', 'user', 'organisation', 'apiToken']);

/**
 * All that an installation tells of its journeys, line by line, in an order of its own: raw readings, alerts, incidents
 * with their timelines, runs, lots, hand-overs and the audit. Ids are made up anew on each installation, so each is put down as
 * what it names; where nothing has a name, as an id. Left out are sessions and users, which live by the machine's clock,
 * and `revision`, which counts how often something was looked at again.
 */
export async function recordOf(api: ApiClient): Promise<string[]> {
  const runs = await api.all<RunView>('/api/v1/runs');
  const units = await api.all<UnitView>('/api/v1/units');
  const lots = await api.all<LotRecordView>('/api/v1/lots');
  const alerts = await api.all<AlertView>('/api/v1/alerts');
  const incidents = await api.all<IncidentView>('/api/v1/incidents');
  const handOvers = await api.all<HandOverView>('/api/v1/hand-overs');
  const audit = await api.all<AuditEntry>('/api/v1/audit');
  const trees: IncidentTreeView[] = [];
  for (const { id } of incidents) trees.push(await api.get(`/api/v1/incidents/${id}`));
  const names = new Map<string, string>([
    ...runs.map(({ id, code }) => [id, `run ${code}`] as const),
    ...units.map(({ id, code }) => [id, `unit ${code}`] as const),
    ...lots.map(({ id, code, isProvisional }) => {
      // Its code is made up as its id is.
      return [id, isProvisional ? 'lot of nobody' : `lot ${code}`] as const;
    }),
    ...handOvers.map(
      ({ id, to, handedOverAt }) => [id, `hand-over ${to.name} ${handedOverAt}`] as const,
    ),
  ]);
  for (const { id, unitCode, lotCode, rule, startedAt } of alerts)
    names.set(id, `alert ${unitCode} ${lotCode} ${rule} ${startedAt}`);
  const byName = (a: string, b: string) => ((names.get(a) ?? '') < (names.get(b) ?? '') ? -1 : 1);
  const named = (what: string, value: unknown): string =>
    `${what} ${JSON.stringify(value, (key: string, held: unknown) =>
      key === 'revision' ? undefined : held,
    ).replace(UUID, (id) => names.get(id) ?? 'id')}`;
  const exports: string[] = [];
  for (const { id, code, legs } of runs) {
    const from = (legs[0]?.plannedDepartureAt ?? 0) - 86_400_000;
    const to = (legs.at(-1)?.plannedArrivalAt ?? 0) + 86_400_000;
    const text = await api.text(`/api/v1/runs/${id}/export?from=${from}&to=${to}&format=ndjson`);
    exports.push(...text.split('\n').map((line) => `reading ${code} ${line}`));
  }
  return [
    ...exports,
    ...runs.map((run) => named('run', run)),
    ...lots.map((lot) => named('lot', lot)),
    ...alerts.map((alert) => named('alert', alert)),
    ...trees.map((tree) => named('incident', { ...tree, id: null, ...inOrder(tree, byName) })),
    ...handOvers.map((handOver) => named('hand-over', handOver)),
    ...audit
      .filter(({ entity }) => !OF_PEOPLE.has(entity))
      .map((entry) => named('audit', { ...entry, id: null })),
  ].sort();
}

/** What happened at one moment comes in the order of ids, which are made up: of two lots in one tank by name instead. */
function inOrder(
  { children, annulled, timeline }: IncidentTreeView,
  byName: (a: string, b: string) => number,
) {
  return {
    children: children.map((child) => ({
      ...child,
      alertIds: child.alertIds.toSorted(byName),
      stages: child.stages.toSorted((a, b) => byName(a.id, b.id)),
    })),
    annulled: annulled.toSorted((a, b) => byName(a.id, b.id)),
    timeline: timeline.toSorted((a, b) => a.at - b.at || byName(a.alertId ?? '', b.alertId ?? '')),
  };
}
