import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AlertView, IncidentView, Snapshot, UnitView } from '@lenglian/console-contract';
import { anIncident } from '../testing/fixture-incidents.ts';
import { makeFixtureWorld } from '../testing/fixture-world.ts';
import { LiveStore } from './live-store.ts';
import { Topics } from './topics.ts';

const world = makeFixtureWorld(1_800_000_000_000);
const RUN = { room: 'run', runId: 'plum' } as const;
const OVERVIEW = { room: 'overview' } as const;
const ALERTS = { room: 'alerts' } as const;
const INCIDENTS = { room: 'incidents' } as const;
const plums = world.units.filter((unit) => unit.runId === 'plum');
const [first] = plums as [UnitView];
const [alert] = world.alerts as [AlertView];

function runSnapshot(position: number, units = plums): Snapshot {
  const [run] = world.runs;
  if (run === undefined) throw new TypeError('the world has no run');
  return { room: 'run', position, serverTime: 0, run, units };
}

function alertsSnapshot(position: number, alerts: AlertView[]): Snapshot {
  return { room: 'alerts', position, serverTime: 0, alerts };
}

function incidentsSnapshot(position: number, incidents: IncidentView[]): Snapshot {
  return { room: 'incidents', position, serverTime: 0, incidents };
}

function warmer(unit: UnitView, celsius: number): UnitView {
  return {
    ...unit,
    latest: unit.latest === null ? null : { ...unit.latest, cargoTemperatureCelsius: celsius },
  };
}

function cargoOf(store: LiveStore, id: string): number | null | undefined {
  return store.unit(id)?.latest?.cargoTemperatureCelsius;
}

describe('LiveStore', () => {
  let store: LiveStore;
  let sounded: string[];

  beforeEach(() => {
    store = new LiveStore(new Topics((task) => task()));
    sounded = [];
    store.onSound(({ id }) => sounded.push(id));
  });

  it('lets a run go that is over', () => {
    const [run, ...others] = world.runs;
    if (run === undefined) throw new TypeError('the world has no run');
    const { runs } = world;
    store.applySnapshot(OVERVIEW, { room: 'overview', position: 1, serverTime: 0, runs });
    store.applyRuns(2, [{ ...run, state: 'CLOSED' }]);
    expect(store.runs().map(({ id }) => id)).toEqual(others.map(({ id }) => id));
  });

  it('shows a snapshot and then the changes past it', () => {
    store.applySnapshot(RUN, runSnapshot(10));
    store.applyUnits(11, [warmer(first, 5)]);
    expect(cargoOf(store, first.id)).toBe(5);
  });

  it('ignores a change that the snapshot already holds', () => {
    store.applySnapshot(RUN, runSnapshot(10));
    const before = store.unit(first.id);
    store.applyUnits(10, [warmer(first, 5)]);
    store.applyUnits(9, [warmer(first, 6)]);
    expect(store.unit(first.id)).toBe(before);
  });

  it('ignores a change that a later one has overtaken', () => {
    store.applySnapshot(RUN, runSnapshot(10));
    store.applyUnits(12, [warmer(first, 5)]);
    store.applyUnits(11, [warmer(first, 6)]);
    expect(cargoOf(store, first.id)).toBe(5);
  });

  it('replaces its state by the snapshot after a reconnect, even of a server that counts anew', () => {
    store.applySnapshot(RUN, runSnapshot(900));
    store.applyUnits(950, [warmer(first, 5)]);
    store.applySnapshot(RUN, runSnapshot(3, [warmer(first, 1)]));
    expect(cargoOf(store, first.id)).toBe(1);
    expect(store.unitIdsOf('plum')).toEqual([first.id]);
    store.applyUnits(4, [warmer(first, 2)]);
    expect(cargoOf(store, first.id)).toBe(2);
  });

  it('does not take in units of a run that nobody watches', () => {
    store.applyUnits(5, [first]);
    expect(store.unit(first.id)).toBeUndefined();
  });

  it('orders boxes by their place in the train whatever the order of the snapshot', () => {
    store.applySnapshot(RUN, runSnapshot(1, [...plums].reverse()));
    expect(store.unitIdsOf('plum')).toEqual(plums.map((unit) => unit.id));
  });

  it('never moves a run while watched, also when a snapshot lists them otherwise', () => {
    const overview = { room: 'overview', serverTime: 0, position: 1, runs: world.runs } as const;
    store.applySnapshot(OVERVIEW, overview);
    store.applySnapshot(OVERVIEW, { ...overview, position: 2, runs: [...world.runs].reverse() });
    expect(store.runs().map((run) => run.id)).toEqual(world.runs.map((run) => run.id));
  });

  it('tells only those who watch the unit that changed', () => {
    store.applySnapshot(RUN, runSnapshot(1));
    const told: string[] = [];
    for (const unit of plums.slice(0, 2))
      store.subscribe(`unit:${unit.id}`, () => told.push(unit.id));
    store.applyUnits(2, [warmer(first, 3)]);
    expect(told).toEqual([first.id]);
  });

  it('answers the same object until something has changed', () => {
    store.applySnapshot(ALERTS, alertsSnapshot(1, world.alerts));
    expect(store.alerts()).toBe(store.alerts());
    expect(store.alertsOf(alert.unitId)).toBe(store.alertsOf(alert.unitId));
    expect(store.unitIdsOf('nowhere')).toBe(store.unitIdsOf('elsewhere'));
  });

  it('drops what only a left room kept fresh, and keeps what another room still does', () => {
    store.applySnapshot(RUN, runSnapshot(1));
    store.applySnapshot(
      { room: 'unit', unitId: first.id },
      { room: 'unit', position: 1, serverTime: 0, unit: first },
    );
    store.forget(RUN);
    expect(store.unit(first.id)).toBeDefined();
    expect(store.unit(plums[1]?.id ?? '')).toBeUndefined();
    expect(store.hasJoined(RUN)).toBe(false);
  });

  it('lists live alerts worst first and lets go of one that has cleared', () => {
    store.applySnapshot(ALERTS, alertsSnapshot(1, world.alerts));
    expect(store.alerts().map((one) => one.severity)).toEqual([
      'CRITICAL',
      'CRITICAL',
      'MAJOR',
      'MAJOR',
      'WARN',
      'WARN',
      'WARN',
      'WARN',
    ]);
    store.applyAlert(2, { ...alert, state: 'CLEARED', revision: 2 });
    expect(store.alertsOf(alert.unitId)).toEqual([]);
    expect(store.alerts()).toHaveLength(world.alerts.length - 1);
  });

  it('never goes back to an older revision of an alert', () => {
    store.applySnapshot(ALERTS, alertsSnapshot(1, [alert]));
    store.learnAlert({ ...alert, state: 'ACKNOWLEDGED', revision: 3 });
    store.applyAlert(2, { ...alert, state: 'OPEN', revision: 2 });
    expect(store.alerts()[0]?.state).toBe('ACKNOWLEDGED');
  });

  it('hands incidents on past their snapshot, and sounds for them and not for alerts', () => {
    const incident = anIncident([alert], { severity: 'CRITICAL' });
    store.applySnapshot(INCIDENTS, incidentsSnapshot(3, []));
    store.applySnapshot(ALERTS, alertsSnapshot(3, []));
    store.applyAlert(4, { ...alert, severity: 'CRITICAL', state: 'OPEN' });
    expect(sounded).toEqual([]);
    store.applyIncident(3, { ...incident, id: 'before' });
    store.applyIncident(5, incident);
    expect(store.incidents.lines()).toEqual([incident]);
    expect(sounded).toEqual([incident.id]);
  });

  it('forgets everything when somebody signs out', () => {
    store.applySnapshot(RUN, runSnapshot(7));
    store.applySnapshot(ALERTS, alertsSnapshot(7, world.alerts));
    store.clear();
    expect(store.runs()).toEqual([]);
    expect(store.alerts()).toEqual([]);
    expect(store.unit(first.id)).toBeUndefined();
    expect(store.hasJoined(ALERTS)).toBe(false);
  });
});
