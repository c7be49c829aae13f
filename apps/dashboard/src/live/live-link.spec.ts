import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Room } from '@lenglian/console-contract';
import { JOIN_EVENT, LIVE_NAMESPACE } from '@lenglian/console-contract/constants';
import { Server, type Socket as ServerSocket } from 'socket.io';
import { io } from 'socket.io-client';
import { makeFixtureWorld } from '../testing/fixture-world.ts';
import { LiveLink, type LiveSocket } from './live-link.ts';
import { LiveStore } from './live-store.ts';
import { ServerClock } from './server-clock.ts';

const world = makeFixtureWorld(1_800_000_000_000);
const OVERVIEW: Room = { room: 'overview' };

/** A real socket.io server whose answers a test decides. */
class LiveServer {
  readonly http: HttpServer = createServer();
  readonly io = new Server(this.http);
  joins: Room[] = [];
  position = 5;
  /** Sends something before the snapshot, as a race would. */
  beforeAnswer: (socket: ServerSocket) => void = () => {};

  async listen(): Promise<string> {
    this.io.of(LIVE_NAMESPACE).on('connection', (socket) => {
      socket.on(JOIN_EVENT, (room: Room, answer: (value: unknown) => void) => {
        this.joins.push(room);
        this.beforeAnswer(socket);
        const stamp = { position: this.position, serverTime: 7_000 };
        const { runs, units } = world;
        const snapshot =
          room.room === 'run'
            ? { room: 'run', ...stamp, run: runs[0], units }
            : { room: 'overview', ...stamp, runs };
        answer({ ok: true, snapshot });
      });
    });
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}${LIVE_NAMESPACE}`;
  }

  runsChanged(position: number, unitCount: number, to: ServerSocket | Server = this.io): void {
    const runs = world.runs.slice(0, 1).map((run) => ({ ...run, unitCount }));
    const target = to instanceof Server ? to.of(LIVE_NAMESPACE) : to;
    target.emit('runs.changed', { position, serverTime: 8_000, runs });
  }
}

describe('LiveLink', () => {
  let server: LiveServer;
  let store: LiveStore;
  let clock: ServerClock;
  let socket: LiveSocket;
  let link: LiveLink;
  let refusals: number;

  beforeEach(async () => {
    server = new LiveServer();
    const url = await server.listen();
    store = new LiveStore();
    clock = new ServerClock({ now: () => 1_000 });
    socket = io(url, { autoConnect: false, reconnectionDelay: 10, transports: ['websocket'] });
    refusals = 0;
    link = new LiveLink(socket, store, clock, () => (refusals += 1));
  });

  afterEach(async () => {
    link.close();
    await server.io.close();
  });

  /** Resolves when the store has told a key and the condition holds. */
  function until(key: string, holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = store.subscribe(key, () => {
        if (!holds()) return;
        end();
        resolve();
      });
    });
  }
  const isConnected = () => store.link().kind === 'connected';

  it('joins what is watched and shows its snapshot and changes', async () => {
    link.watch(OVERVIEW);
    link.open();
    await until('link', isConnected);
    expect(store.runs()).toHaveLength(2);
    server.runsChanged(6, 99);
    await until('runs', () => store.runs()[0]?.unitCount === 99);
    expect(server.joins).toEqual([OVERVIEW]);
  });

  it('joins a room that is watched only after the connection stands', async () => {
    link.open();
    await until('link', isConnected);
    link.watch(OVERVIEW);
    await until('runs', () => store.runs().length === 2);
    expect(store.hasJoined(OVERVIEW)).toBe(true);
  });

  it('shares one room between its watchers', async () => {
    link.watch(OVERVIEW);
    link.watch(OVERVIEW);
    link.open();
    await until('link', isConnected);
    expect(server.joins).toHaveLength(1);
  });

  it('holds a change that overtakes the snapshot, and drops it when the snapshot has it', async () => {
    server.beforeAnswer = (to) => {
      server.runsChanged(6, 77, to);
      server.runsChanged(4, 11, to);
    };
    link.watch(OVERVIEW);
    link.open();
    await until('link', isConnected);
    expect(store.runs()[0]?.unitCount).toBe(77);
  });

  it('joins again after the connection was lost, and says since when it was', async () => {
    link.watch(OVERVIEW);
    link.open();
    await until('link', isConnected);
    server.position = 1;
    const lost = until('link', () => store.link().kind === 'reconnecting');
    for (const one of server.io.of(LIVE_NAMESPACE).sockets.values()) one.conn.close();
    await lost;
    expect(store.link()).toEqual({ kind: 'reconnecting', since: expect.any(Number) });
    await until('link', isConnected);
    expect(server.joins).toHaveLength(2);
    server.runsChanged(2, 55);
    await until('runs', () => store.runs()[0]?.unitCount === 55);
  });

  it('counts on the clock of the server', async () => {
    link.watch(OVERVIEW);
    link.open();
    await until('link', isConnected);
    expect(clock.now()).toBe(7_000);
  });

  it('takes from the heartbeat how far the data reach', async () => {
    link.open();
    await until('link', isConnected);
    server.io.of(LIVE_NAMESPACE).emit('heartbeat', { serverTime: 9_000, dataUntil: 8_500 });
    await until('data-until', () => store.dataUntil() === 8_500);
    expect(clock.now()).toBe(9_000);
  });

  it('forgets what it was told of a room that the server has closed', async () => {
    const runId = world.runs[0]?.id ?? '';
    const room: Room = { room: 'run', runId };
    link.watch(room);
    link.open();
    await until(`run-units:${runId}`, () => store.unitIdsOf(runId).length > 0);
    server.io.of(LIVE_NAMESPACE).emit('room.closed', { room });
    await until(`run-units:${runId}`, () => store.unitIdsOf(runId).length === 0);
  });

  it('asks about the session when the server turns it away', async () => {
    server.io.of(LIVE_NAMESPACE).use((_, next) => next(new TypeError('UNAUTHENTICATED')));
    const refused = new Promise((resolve) => socket.once('connect_error', resolve));
    link.open();
    await refused;
    expect(refusals).toBe(1);
  });
});
