/** What the made-up world has on record beside its trains, and what somebody adds while they look. */
import { makeFixtureAudit, makeFixtureGrants } from './fixture-audit.ts';
import {
  makeFixtureBoard,
  makeFixtureInspections,
  makeFixtureLosses,
  makeFixtureSeals,
} from './fixture-departures.ts';
import {
  makeFixtureCalibrations,
  makeFixtureCleanings,
  makeFixtureDeclarations,
  makeFixtureTanker,
} from './fixture-equipment.ts';
import { makeFixturePlaces, makeFixtureServices } from './fixture-network.ts';
import { makeFixtureToken, makeFixtureTokens } from './fixture-tokens.ts';

const added = new Map();
const grants = makeFixtureGrants(Date.now());
const tokens = makeFixtureTokens(Date.now());

/** One box is empty, one is laid up, one is set to something else than was planned; and a tanker. */
export function setUpEquipment(world) {
  const ofRun = world.units.filter(({ runId }) => runId === 'pear');
  Object.assign(ofRun[18], { state: 'EMPTY', lots: [], silentSince: Date.now() - 7_200_000 });
  Object.assign(ofRun[19], { state: 'LAID_UP', lots: [], condition: 'NO_DATA_YET', latest: null });
  for (const unit of world.units) unit.plannedSetpointCelsius = unit.id === 'plum-3' ? -1 : 0;
  world.units.push(...makeFixtureTanker(ofRun[0]));
}

/** It left late, and a second leg by road is to come. */
export function setUpLegs(world) {
  const { legs } = world.runs.find(({ id }) => id === 'pear');
  const [first] = legs;
  const { toPlaceCode, toNameZh, toNameEn } = first;
  first.departedAt += 45 * 60_000;
  first.plannedArrivalAt = Date.now() - 20 * 60_000;
  legs.push({
    ...{ mode: 'ROAD', fromPlaceCode: toPlaceCode, fromNameZh: toNameZh, fromNameEn: toNameEn },
    ...{ toPlaceCode: 'CHANGSHA', toNameZh: '长沙', toNameEn: 'Changsha' },
    plannedDepartureAt: Date.now() + 3_600_000,
    plannedArrivalAt: Date.now() + 30_000_000,
    ...{ departedAt: null, arrivedAt: null },
  });
}

/** What is reported of legs, and how the plan moves. */
export function changeRun(run, what, body) {
  const leg = run.legs[body.leg - 1];
  const by = body.delayMinutes * 60_000;
  if (what === 'legs')
    for (const name of ['departedAt', 'arrivedAt'])
      if (body[name] !== undefined) leg[name] = body[name];
  for (const later of what === 'delay' ? run.legs.slice(body.leg - 1) : []) {
    if (later !== leg || body.of === 'DEPARTURE') later.plannedDepartureAt += by;
    later.plannedArrivalAt += by;
  }
  if (what === 'state') run.state = body.state;
  run.revision += 1;
  return run;
}

/** @returns the body of the answer; undefined for what there is not */
export function answerOfRecords(world, { route, id, query, body }) {
  if (route === 'places') return { items: makeFixturePlaces(), nextCursor: null };
  if (route === 'services') return { items: makeFixtureServices(), nextCursor: null };
  if (route === 'places/:id') return changed(makeFixturePlaces(), id, body);
  if (route === 'services/:id') return changed(makeFixtureServices(), id, body);
  if (route === 'profiles') return { items: [], nextCursor: null };
  if (route === 'contacts') return { items: [], nextCursor: null };
  if (route === 'transformations') return { transformation: {}, warnings: [] };
  if (route === 'runs/:id/plan') return { lines: planOf(world.units, id) };
  if (route === 'runs/:id/departure') return { ...makeFixtureBoard(Date.now()), runId: id };
  if (route === 'runs/:id/losses') return makeFixtureLosses();
  if (route === 'losses') return makeFixtureLosses(query.get('by') ?? 'run');
  if (route === 'audit') return { items: auditOf(query), nextCursor: null };
  const ofKind = { 'grants/:id/revoke': grants, 'tokens/:id/revoke': tokens }[route];
  if (ofKind !== undefined)
    return Object.assign(
      ofKind.find((each) => each.id === id),
      { revokedAt: Date.now() },
    );
  if (route === 'tokens') {
    if (body === undefined) return { items: tokens, nextCursor: null };
    const made = makeFixtureToken(`added-${tokens.length}`, Date.now(), body);
    tokens.push(made);
    return { ...made, token: `llt_${'made-up-'.repeat(5)}abc` };
  }
  if (route === 'grants') {
    if (body !== undefined) grants.unshift({ ...grants[0], ...body, id: `added-${grants.length}` });
    return { items: query.get('side') === 'received' ? [] : grants, nextCursor: null };
  }
  const makers = {
    'units/:id/declarations': makeFixtureDeclarations,
    'units/:id/cleanings': makeFixtureCleanings,
    'units/:id/inspections': makeFixtureInspections,
    'units/:id/seals': makeFixtureSeals,
    'devices/:id/calibrations': makeFixtureCalibrations,
  };
  const maker = makers[route];
  if (maker === undefined) return undefined;
  const key = `${route} ${id}`;
  const items = added.get(key) ?? maker(id, Date.now());
  added.set(key, items);
  if (body === undefined) return { items, nextCursor: null };
  const entry = { ...items[0], ...body, id: `added-${items.length}`, recordedAt: Date.now() };
  items.unshift(entry);
  if (route === 'units/:id/declarations')
    Object.assign(
      world.units.find((unit) => unit.id === id),
      { state: body.state },
    );
  return entry;
}

/** As it is, or as it was sent; undefined where there is none. */
function changed(items, id, body) {
  const item = items.find((each) => each.id === id);
  return item && { ...item, ...body };
}

function auditOf(query) {
  const says = (name, value) => (query.get(name) ?? value) === value;
  return makeFixtureAudit(Date.now()).filter(
    ({ actor, action, entity }) =>
      says('actor', actor) &&
      says('entity', entity) &&
      action.startsWith(query.get('action') ?? ''),
  );
}

/** The last boxes are set out on the way. */
function planOf(units, runId) {
  return units
    .filter((unit) => unit.runId === runId)
    .map(({ code, position, lots: [lot] }) => ({
      ...{ unitCode: code, position, leavePlaceCode: position > 15 ? 'HUAIHUA' : null },
      lot: lot === undefined ? null : { ...lot, originPlaceCode: 'KORLA' },
    }));
}
