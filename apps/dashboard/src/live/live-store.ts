import type {
  AlertView,
  IncidentView,
  Room,
  RunView,
  Snapshot,
  UnitView,
} from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import { compareAlerts, isLive } from './alert-order.ts';
import { LiveIncidents } from './live-incidents.ts';
import { roomKey } from './rooms.ts';
import { Topics } from './topics.ts';

/** How the console is joined to the server. `since` is on the server's clock. */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'reconnecting'; readonly since: Instant };

/** Runs in these states are nobody's concern any more. */
const OVER: ReadonlySet<string> = new Set(['CLOSED', 'CANCELLED']);
const NO_UNITS: readonly string[] = [];
const NO_ALERTS: readonly AlertView[] = [];

/**
 * What the server last said, outside React. A component subscribes to the one key it shows, so a
 * change of one unit renders one tile. Every getter answers the same object until it has changed.
 *
 * A snapshot replaces what its room covers; a change applies only when its position is past that of
 * what it would change.
 */
export class LiveStore {
  private readonly topics: Topics;
  private readonly runViews = new Map<string, RunView>();
  private runOrder: string[] = [];
  private runList: readonly RunView[] = [];
  private readonly unitViews = new Map<string, UnitView>();
  private readonly unitIds = new Map<string, readonly string[]>();
  private alertViews = new Map<string, AlertView>();
  private alertList: readonly AlertView[] = NO_ALERTS;
  private alertsByUnit = new Map<string, readonly AlertView[]>();
  private readonly positions = new Map<string, number>();
  private readonly joined = new Map<string, { room: Room; position: number }>();
  private linkState: LinkState = { kind: 'connecting' };
  private judgedUntil: Instant | null = null;
  /** One line for each cause; they, and not their alerts, make the sound. */
  readonly incidents: LiveIncidents;

  constructor(topics: Topics = new Topics()) {
    this.topics = topics;
    this.incidents = new LiveIncidents(() => this.topics.tell('incidents'));
  }

  /** Keys: `runs`, `run-units:ID`, `unit:ID`, `alerts`, `incidents`, `unit-alerts:ID`, `link`, `data-until`, `room:KEY`. */
  subscribe(key: string, listener: () => void): () => void {
    return this.topics.subscribe(key, listener);
  }

  /** Told of each incident that deserves a tone, once. */
  onSound(listener: (incident: IncidentView) => void): () => void {
    return this.incidents.onSound(listener);
  }

  /** In the order first seen: a run never moves while somebody watches. */
  runs(): readonly RunView[] {
    return this.runList;
  }

  run(id: string): RunView | undefined {
    return this.runViews.get(id);
  }

  /** Ids of a run's units by place in the train; a box never changes place within a snapshot. */
  unitIdsOf(runId: string): readonly string[] {
    return this.unitIds.get(runId) ?? NO_UNITS;
  }

  unit(id: string): UnitView | undefined {
    return this.unitViews.get(id);
  }

  /** Live alerts, worst first. */
  alerts(): readonly AlertView[] {
    return this.alertList;
  }

  alertsOf(unitId: string): readonly AlertView[] {
    return this.alertsByUnit.get(unitId) ?? NO_ALERTS;
  }

  link(): LinkState {
    return this.linkState;
  }

  /** 数据截至: up to when the server has heard and judged; null before it has said so. */
  dataUntil(): Instant | null {
    return this.judgedUntil;
  }

  /** Whether a room's snapshot has come. */
  hasJoined(room: Room): boolean {
    return this.joined.has(roomKey(room));
  }

  setLink(state: LinkState): void {
    this.linkState = state;
    this.topics.tell('link');
  }

  setDataUntil(dataUntil: Instant | null): void {
    if (dataUntil === this.judgedUntil) return;
    this.judgedUntil = dataUntil;
    this.topics.tell('data-until');
  }

  applySnapshot(room: Room, snapshot: Snapshot): void {
    this.joined.set(roomKey(room), { room, position: snapshot.position });
    switch (snapshot.room) {
      case 'overview':
        this.replaceRuns(snapshot.runs, snapshot.position);
        break;
      case 'run':
        this.putRun(snapshot.run, snapshot.position);
        this.replaceUnits(snapshot.run.id, snapshot.units, snapshot.position);
        break;
      case 'unit':
        this.putUnit(snapshot.unit, snapshot.position);
        break;
      case 'alerts':
        this.replaceAlerts(snapshot.alerts);
        break;
      case 'incidents':
        this.incidents.replace(snapshot.incidents);
        break;
    }
    this.topics.tell(`room:${roomKey(room)}`);
  }

  applyRuns(position: number, runs: readonly RunView[]): void {
    for (const run of runs) {
      if (this.isNews(`run:${run.id}`, 'overview', position)) this.putRun(run, position);
    }
  }

  applyUnits(position: number, units: readonly UnitView[]): void {
    for (const unit of units) {
      if (!this.isWatched(unit) || !this.isNews(`unit:${unit.id}`, `run:${unit.runId}`, position))
        continue;
      this.putUnit(unit, position);
    }
  }

  applyAlert(position: number, alert: AlertView): void {
    const before = this.alertViews.get(alert.id);
    if (before !== undefined && before.revision > alert.revision) return;
    if (!this.isNews(`alert:${alert.id}`, 'alerts', position)) return;
    this.positions.set(`alert:${alert.id}`, position);
    this.putAlert(alert);
  }

  applyIncident(position: number, incident: IncidentView): void {
    const joined = this.joined.get('incidents')?.position;
    if (joined === undefined || position > joined) this.incidents.put(incident);
  }

  /** The answer to our own request: newer than what we have when its revision is. */
  learnAlert(alert: AlertView): void {
    const before = this.alertViews.get(alert.id);
    if (before === undefined || before.revision < alert.revision) this.putAlert(alert);
  }

  /** Nobody watches the room any more: what only it kept fresh is dropped, not left to go stale. */
  forget(room: Room): void {
    this.joined.delete(roomKey(room));
    if (room.room === 'unit') this.dropUnwatched([room.unitId]);
    if (room.room !== 'run') return;
    const ids = this.unitIdsOf(room.runId);
    this.unitIds.delete(room.runId);
    this.dropUnwatched(ids);
    this.topics.tell(`run-units:${room.runId}`);
  }

  /** Forgets everything: another person may sign in. */
  clear(): void {
    for (const { room } of [...this.joined.values()]) this.forget(room);
    this.replaceRuns([], 0);
    this.incidents.clear();
    this.alertViews.clear();
    this.sortAlerts(new Set(this.alertsByUnit.keys()));
    this.positions.clear();
    this.runOrder = [];
  }

  private isNews(key: string, roomOf: string, position: number): boolean {
    const known = this.positions.get(key) ?? this.joined.get(roomOf)?.position;
    return known === undefined || position > known;
  }

  private isWatched(unit: { id: string; runId: string | null }): boolean {
    return this.joined.has(`unit:${unit.id}`) || this.joined.has(`run:${unit.runId}`);
  }

  private replaceRuns(runs: readonly RunView[], position: number): void {
    const present = new Set(runs.map((run) => run.id));
    for (const id of this.runViews.keys()) if (!present.has(id)) this.runViews.delete(id);
    this.runOrder = this.runOrder.filter((id) => present.has(id));
    for (const run of runs) this.putRun(run, position);
    this.listRuns();
  }

  private putRun(run: RunView, position: number): void {
    this.positions.set(`run:${run.id}`, position);
    this.runViews.set(run.id, run);
    if (!this.runOrder.includes(run.id)) this.runOrder.push(run.id);
    this.listRuns();
  }

  private listRuns(): void {
    this.runList = this.runOrder
      .flatMap((id) => this.runViews.get(id) ?? [])
      .filter(({ state }) => !OVER.has(state));
    this.topics.tell('runs');
  }

  private replaceUnits(runId: string, units: readonly UnitView[], position: number): void {
    const gone = this.unitIdsOf(runId);
    for (const unit of units) this.putUnit(unit, position);
    const order = [...units].sort(
      (a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || a.code.localeCompare(b.code),
    );
    this.unitIds.set(
      runId,
      order.map((unit) => unit.id),
    );
    const present = new Set(units.map((unit) => unit.id));
    this.dropUnwatched(gone.filter((id) => !present.has(id)));
    this.topics.tell(`run-units:${runId}`);
  }

  private putUnit(unit: UnitView, position: number): void {
    const before = this.unitViews.get(unit.id);
    this.positions.set(`unit:${unit.id}`, position);
    this.unitViews.set(unit.id, unit);
    this.topics.tell(`unit:${unit.id}`);
    if (unit.runId === null || unit.runId === before?.runId) return;
    const ids = this.unitIds.get(unit.runId);
    if (ids === undefined || ids.includes(unit.id)) return;
    this.unitIds.set(unit.runId, [...ids, unit.id]);
    this.topics.tell(`run-units:${unit.runId}`);
  }

  private dropUnwatched(ids: readonly string[]): void {
    for (const id of ids) {
      const unit = this.unitViews.get(id);
      if (unit === undefined || this.isWatched(unit)) continue;
      this.unitViews.delete(id);
      this.positions.delete(`unit:${id}`);
      this.topics.tell(`unit:${id}`);
    }
  }

  private replaceAlerts(alerts: readonly AlertView[]): void {
    const before = this.alertViews;
    const touched = new Set(this.alertsByUnit.keys());
    for (const id of before.keys()) this.positions.delete(`alert:${id}`);
    this.alertViews = new Map(alerts.filter(isLive).map((alert) => [alert.id, alert]));
    for (const alert of this.alertViews.values()) touched.add(alert.unitId);
    this.sortAlerts(touched);
  }

  private putAlert(alert: AlertView): void {
    if (isLive(alert)) this.alertViews.set(alert.id, alert);
    else this.alertViews.delete(alert.id);
    this.sortAlerts(new Set([alert.unitId]));
  }

  private sortAlerts(touched: ReadonlySet<string>): void {
    this.alertList = [...this.alertViews.values()].sort(compareAlerts);
    for (const unitId of touched) {
      const alerts = this.alertList.filter((alert) => alert.unitId === unitId);
      if (alerts.length === 0) this.alertsByUnit.delete(unitId);
      else this.alertsByUnit.set(unitId, alerts);
      this.topics.tell(`unit-alerts:${unitId}`);
    }
    this.topics.tell('alerts');
  }
}
