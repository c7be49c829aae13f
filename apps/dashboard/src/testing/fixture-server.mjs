/**
 * The built console before a made-up world: looks without a server, and a load for smoothness.
 *
 *   node --conditions=@lenglian/source src/testing/fixture-server.mjs [--port 0] [--units 53]
 */
import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import process from 'node:process';
import { clearInterval, setInterval } from 'node:timers';
import { URL } from 'node:url';
import { parseArgs } from 'node:util';
import { Server } from 'socket.io';
import { ColdChainError } from '@lenglian/errors';
import { ROLES } from '@lenglian/rights';
import {
  makeFixtureCertificate,
  makeFixtureExposure,
  makeFixtureFreshness,
  makeFixtureLotRecord,
  makeFixtureTrace,
} from './fixture-goods.ts';
import {
  answerHandOver,
  beginHandOvers,
  handOversOf,
  handOvers,
  recordedHandOver,
  withConditionsNow,
} from './fixture-custody.mjs';
import { makeFixtureBindings, makeFixtureDevices } from './fixture-devices.ts';
import { makeFixtureCustody } from './fixture-hand-overs.ts';
import { answerOfRecords, changeRun, setUpEquipment, setUpLegs } from './fixture-records.mjs';
import { makeFixtureUsers } from './fixture-users.ts';
import { makeFixtureSeries, makeFixtureWorld } from './fixture-world.ts';
import { correctionOf, reviewOf } from './fixture-reviews.mjs';

const { values: options } = parseArgs({
  options: { port: { type: 'string', default: '0' }, units: { type: 'string', default: '53' } },
});
const DIST = join(import.meta.dirname, '../../dist');
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const PASSWORD = 'fixture';

class Unauthenticated extends ColdChainError {
  code = 'UNAUTHENTICATED';
}

const world = makeFixtureWorld(Date.now());
multiplyUnits(Number(options.units));
const past = makePast();
beginHandOvers(world);
setUpEquipment(world);
setUpLegs(world);
let position = 1;

const server = createServer((request, response) => void answer(request, response));
const io = new Server(server);
const live = io.of('/live');

live.use((socket, next) =>
  next(isSignedIn(socket.handshake.headers.cookie) ? undefined : new Unauthenticated('no session')),
);
live.on('connection', (socket) => {
  socket.on('join', (room, reply) => {
    const isKnown = [...world.runs, ...world.units].some(
      ({ id }) => id === (room.runId ?? room.unitId),
    );
    if (!isKnown && (room.runId ?? room.unitId) !== undefined)
      return reply({ ok: false, code: 'NOT_FOUND' });
    void socket.join(keyOf(room));
    return reply({ ok: true, snapshot: { ...snapshotOf(room), position, serverTime: Date.now() } });
  });
  socket.on('leave', (room) => void socket.leave(keyOf(room)));
});

const beat = setInterval(() => live.emit('heartbeat', { serverTime: Date.now() }), 5_000);
const change = setInterval(changeUnits, 1_000);
server.listen(Number(options.port), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port} ${PASSWORD}\n`);
});
process.on('SIGTERM', () => {
  clearInterval(beat);
  clearInterval(change);
  void io.close();
});

function keyOf(room) {
  return [room.room, room.runId ?? room.unitId ?? ''].join(':');
}

function snapshotOf(room) {
  const ofRun = (unit) => unit.runId === room.runId;
  switch (room.room) {
    case 'overview':
      return { room: 'overview', runs: world.runs };
    case 'run':
      return {
        room: 'run',
        run: world.runs.find((run) => run.id === room.runId),
        units: world.units.filter(ofRun),
      };
    case 'unit':
      return { room: 'unit', unit: world.units.find((unit) => unit.id === room.unitId) };
    default:
      return { room: 'alerts', alerts: world.alerts };
  }
}

/** Every unit that speaks measures anew; the api would conflate the same way. */
function changeUnits() {
  const serverTime = Date.now();
  position += 1;
  for (const unit of world.units) {
    if (unit.latest === null || unit.silentSince !== null) continue;
    const nudge = (value) => value + (Math.random() - 0.5) * 0.1;
    unit.latest = {
      ...unit.latest,
      measuredAt: serverTime - 300,
      receivedAt: serverTime - 100,
      cargoTemperatureCelsius: nudge(unit.latest.cargoTemperatureCelsius),
      returnTemperatureCelsius: nudge(unit.latest.returnTemperatureCelsius),
    };
  }
  for (const run of world.runs) {
    run.latestMeasuredAt = serverTime - 300;
    const units = world.units.filter((unit) => unit.runId === run.id && unit.silentSince === null);
    live.to(`run:${run.id}`).emit('units.changed', { position, serverTime, units });
    for (const unit of units)
      live.to(`unit:${unit.id}`).emit('units.changed', { position, serverTime, units: [unit] });
  }
  live.to('overview:').emit('runs.changed', { position, serverTime, runs: world.runs });
}

async function answer(request, response) {
  const url = new URL(request.url, 'http://fixture');
  if (!url.pathname.startsWith('/api/v1')) return sendFile(url.pathname, response);
  const path = url.pathname.slice('/api/v1'.length);
  const body = ['POST', 'PATCH', 'PUT'].includes(request.method)
    ? await bodyOf(request)
    : undefined;
  if (path === '/auth/login')
    return body.password === PASSWORD
      ? signIn(response, body.username)
      : problem(response, 401, 'LOGIN_FAILED');
  if (path === '/auth/one-time') return signIn(response);
  if (path === '/auth/ways') return json(response, { password: true, oidc: null });
  if (!isSignedIn(request.headers.cookie)) return problem(response, 401, 'UNAUTHENTICATED');
  return answerSignedIn(path, url.searchParams, body, response);
}

function answerSignedIn(path, query, body, response) {
  const [, kind, id, what] = path.split('/');
  const state = query.get('state');
  const route = `${kind}${id === undefined ? '' : '/:id'}${what === undefined ? '' : `/${what}`}`;
  switch (route) {
    case 'auth/:id':
      if (id === 'session') return json(response, { ...world.session, serverTime: Date.now() });
      response.setHeader('set-cookie', 'fixture=; Max-Age=0; Path=/');
      return json(response, {});
    case 'units':
      return list(response, world.units);
    case 'units/:id':
      return one(response, world.units, id);
    case 'units/:id/readings': {
      const unit = world.units.find((each) => each.id === id);
      const [from, to] = [Number(query.get('from')), Number(query.get('to'))];
      return unit === undefined
        ? problem(response, 404, 'NOT_FOUND')
        : json(response, makeFixtureSeries(unit, from, to));
    }
    case 'alerts': {
      const ofState = (alert) =>
        state === null || (state === 'live' ? alert.endedAt === null : alert.state === state);
      const unitId = query.get('unitId');
      const items = [...world.alerts, ...past].filter(
        (alert) => ofState(alert) && (unitId === null || alert.unitId === unitId),
      );
      return list(response, items);
    }
    case 'alerts/:id':
      return one(response, [...world.alerts, ...past], id);
    case 'alerts/:id/history':
      return list(response, historyOf(id));
    case 'reviews':
      return list(response, state === 'RESOLVED' ? [] : [reviewOf(past[4], Date.now())]);
    case 'corrections':
      return list(response, [correctionOf(past[0], Date.now())]);
    case 'alerts/:id/acknowledge':
      return acknowledge(response, id, body);
    default:
      return answerOfGoods(route, { id, what, query, body }, response);
  }
}

function answerOfGoods(route, { id, what, query, body }, response) {
  const state = query.get('state');
  switch (route) {
    case 'runs': {
      const states = { open: ['PLANNED', 'LOADING', 'IN_TRANSIT', 'ARRIVED'] }[state] ?? [state];
      return list(
        response,
        world.runs.filter((run) => states.includes(run.state)),
      );
    }
    case 'runs/:id/state':
    case 'runs/:id/legs':
    case 'runs/:id/delay':
      return json(
        response,
        changeRun(
          world.runs.find((run) => run.id === id),
          what,
          body,
        ),
      );
    case 'runs/:id':
      return one(response, world.runs, id);
    case 'runs/:id/units':
      return list(
        response,
        world.units.filter(({ runId }) => runId === id),
      );
    case 'lots':
      return list(
        response,
        world.units.filter(({ runId }) => runId === query.get('runId')).flatMap(({ lots }) => lots),
      );
    case 'users':
      return list(response, makeFixtureUsers());
    case 'devices':
      return list(response, makeFixtureDevices(world.units));
    case 'bindings': {
      if (body !== undefined) return json(response, { binding: null });
      const unit = world.units.find((each) => each.id === query.get('targetId'));
      return list(response, makeFixtureBindings(unit, Date.now()));
    }
    case 'lots/:id':
    case 'lots/:id/trace':
    case 'lots/:id/exposure':
    case 'lots/:id/freshness':
    case 'lots/:id/certificate':
    case 'lots/:id/custody':
      return answerOfLot(response, id, what, body);
    case 'hand-overs':
      return body === undefined
        ? list(response, handOversOf(query.get('lotId')))
        : json(response, recordedHandOver(body));
    case 'hand-overs/:id':
      return json(response, withConditionsNow(handOvers.find((each) => each.id === id)));
    case 'hand-overs/:id/confirm':
    case 'hand-overs/:id/dispute':
    case 'hand-overs/:id/settle':
      return json(response, answerHandOver(id, what, body));
    default: {
      const answered = answerOfRecords(world, { route, id, what, query, body });
      return answered === undefined
        ? problem(response, 404, 'NOT_FOUND')
        : json(response, answered);
    }
  }
}

function answerOfLot(response, id, what, change) {
  const lot = world.units.flatMap(({ lots }) => lots).find((each) => each.id === id);
  if (lot === undefined) return problem(response, 404, 'NOT_FOUND');
  const makers = {
    trace: makeFixtureTrace,
    exposure: makeFixtureExposure,
    freshness: makeFixtureFreshness,
    certificate: makeFixtureCertificate,
    custody: makeFixtureCustody,
  };
  const known = (makers[what] ?? makeFixtureLotRecord)(lot, Date.now());
  return json(response, { ...known, ...change });
}

function acknowledge(response, id, body) {
  const alert = world.alerts.find((each) => each.id === id);
  if (alert === undefined) return problem(response, 404, 'NOT_FOUND');
  Object.assign(alert, {
    state: 'ACKNOWLEDGED',
    acknowledgedAt: Date.now(),
    acknowledgedBy: world.session.displayName,
    nextCheckAt: body.nextCheckAt ?? Date.now() + 3_600_000,
    note: body.note ?? null,
    revision: alert.revision + 1,
  });
  position += 1;
  live.to('alerts:').emit('alert.changed', { position, serverTime: Date.now(), alert });
  return json(response, alert);
}

/** As it was opened, got worse, was taken, and stands now. */
function historyOf(id) {
  const alert = [...world.alerts, ...past].find((each) => each.id === id);
  if (alert === undefined) return [];
  const step = (revision, name, actor, change, tellings = []) => ({
    ...{ id: `${id}-${revision}`, revision, at: alert.raisedAt + revision * 120_000 },
    ...{ actor, step: name, shown: { ...alert, ...change, revision }, tellings },
  });
  const at = alert.raisedAt + 400_000;
  const called = { how: 'DIALLED', at, user: '阿依努尔', contactId: 'driver' };
  const taken = { state: 'ACKNOWLEDGED', note: '已电话通知押运员' };
  return [
    step(1, 'open', 'judge', { state: 'OPEN', severity: 'WARN' }),
    step(2, 'severity', 'judge', { state: 'OPEN' }),
    step(3, 'acknowledge', '阿依努尔', taken, [called]),
    ...(alert.endedAt === null ? [] : [step(4, 'clear', 'judge', { state: 'CLEARED' })]),
  ];
}

function makePast() {
  const now = Date.now();
  return world.alerts.slice(0, 5).map((alert, i) => ({
    ...alert,
    id: `past-${i}`,
    state: i < 3 ? 'CLEARED' : 'CLOSED',
    startedAt: alert.startedAt - (i + 3) * 7_200_000,
    raisedAt: alert.startedAt - (i + 3) * 7_200_000 + 1_200_000,
    detectedAt: now - (i + 1) * 3_600_000,
    endedAt: alert.startedAt - (i + 3) * 7_200_000 + 2_900_000,
    isLate: i === 1,
    isAnnulled: i === 2,
    ...(i === 0 && { rule: 'CRIT_HI', severity: 'CRITICAL', awaitsDisposition: true }),
    ...(i === 4 && {
      openReviewId: 'review-1',
      disposition: 'HOLD',
      dispositionReason: '复测果芯',
    }),
  }));
}

/** For smoothness under load: copies until there are so many. */
function multiplyUnits(count) {
  const first = [...world.units];
  for (let i = world.units.length; i < count; i++) {
    const source = first[i % first.length];
    world.units.push({ ...source, id: `${source.id}-${i}`, position: i + 1, liveAlertIds: [] });
  }
}

function isSignedIn(cookie) {
  return /(^|; )fixture=1/.test(cookie ?? '');
}

/** Whoever signs in by the name of a role has that role. */
function signIn(response, username) {
  if (ROLES.includes(username)) world.session.role = username;
  response.setHeader('set-cookie', 'fixture=1; HttpOnly; SameSite=Strict; Path=/');
  return json(response, { ...world.session, serverTime: Date.now() });
}

function one(response, items, id) {
  const item = items.find((each) => each.id === decodeURIComponent(id));
  return item === undefined ? problem(response, 404, 'NOT_FOUND') : json(response, item);
}

function list(response, items) {
  return json(response, { items, nextCursor: null });
}

function json(response, value, status = 200, type = 'application/json') {
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(value));
}

function problem(response, status, code) {
  const value = { type: 'about:blank', title: code, status, code };
  json(response, value, status, 'application/problem+json');
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}

async function sendFile(path, response) {
  const name = normalize(path).replace(/^\/+/, '');
  const file = extname(name) === '' ? 'index.html' : name;
  try {
    const content = await readFile(join(DIST, file));
    response.setHeader(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'",
    );
    response.setHeader('content-type', TYPES[extname(file)] ?? 'text/html');
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}
