import { Inject, UseFilters, type OnApplicationShutdown } from '@nestjs/common';
import {
  Ack,
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayInit,
} from '@nestjs/websockets';
import {
  JOIN_EVENT,
  LEAVE_EVENT,
  LIVE_NAMESPACE,
  roomSchema,
  type JoinAnswer,
  type Room,
} from '@lenglian/console-contract';
import { SECOND, type Clock } from '@lenglian/quantities';
import { CallersService } from '../access/callers.service.ts';
import { Requires } from '../access/requires.ts';
import { SessionsService } from '../access/sessions.service.ts';
import { isAllowed } from '../access/signed-in.ts';
import { ForbiddenError, TooManyAttemptsError, UnauthenticatedError } from '../http/errors.ts';
import { problemOf } from '../http/problem-of.ts';
import { ProblemFilter } from '../http/problem.filter.ts';
import type { Log } from '../log.ts';
import { LOG, PEOPLE_CLOCK } from '../parts.ts';
import { every, type Periodic } from '../periodic.ts';
import { LiveFeed } from './live-feed.ts';
import type { LiveNamespace, LiveSocket } from './live-socket.ts';
import { RIGHT_BY_ROOM } from './room-rights.ts';

const BEAT = SECOND;
const HEARTBEAT = 5 * SECOND;
/** A revoked grant closes rooms within this. */
const GUESTS_LOOKED_AT = 2 * SECOND;
/** Rooms that one browser may watch; its own, which socket.io makes, is not counted. */
const ROOMS_MAX = 50;

/** The live connection of the console: who may watch, and what they watch. */
@WebSocketGateway({ namespace: LIVE_NAMESPACE })
@UseFilters(ProblemFilter)
export class LiveGateway implements OnGatewayInit<LiveNamespace>, OnApplicationShutdown {
  private readonly periodics: Periodic[] = [];

  constructor(
    private readonly feed: LiveFeed,
    private readonly sessions: SessionsService,
    private readonly callers: CallersService,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  afterInit(namespace: LiveNamespace): void {
    namespace.use((socket, next) => {
      this.admit(socket).then(() => next(), next);
    });
    this.sessions.onEnded((tokenSha256) => {
      for (const socket of namespace.sockets.values()) {
        if (socket.data.signedIn.tokenSha256 === tokenSha256) socket.disconnect(true);
      }
    });
    this.feed.attach(namespace);
    this.periodics.push(
      every(BEAT, 'live beat', this.log, async () => {
        const count = await this.feed.beat();
        if (count > 0) this.log.warn({ count }, 'slow browsers let go');
      }),
      every(GUESTS_LOOKED_AT, 'live guests', this.log, () => this.feed.lookAtGuests()),
      every(HEARTBEAT, 'live heartbeat', this.log, () => {
        this.endExpired(namespace);
        this.feed.heartbeat();
      }),
    );
  }

  @Requires('journeys.read')
  @SubscribeMessage(JOIN_EVENT)
  async join(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody({ schema: roomSchema }) room: Room,
    @Ack() ack: ((answer: JoinAnswer) => void) | undefined,
  ): Promise<void> {
    const right = RIGHT_BY_ROOM[room.room];
    if (!isAllowed(socket.data.signedIn, right)) throw new ForbiddenError(`may not ${right}`);
    await this.feed.lookUp(room, socket.data.signedIn.user.organisationId);
    // It may have gone meanwhile: what joins after that would never leave.
    if (!socket.connected) return;
    if (socket.rooms.size > ROOMS_MAX) {
      throw new TooManyAttemptsError(`already in ${ROOMS_MAX} rooms`, 1);
    }
    ack?.({ ok: true, snapshot: this.feed.join(socket, room) });
  }

  @Requires('journeys.read')
  @SubscribeMessage(LEAVE_EVENT)
  leave(
    @ConnectedSocket() socket: LiveSocket,
    @MessageBody({ schema: roomSchema }) room: Room,
  ): void {
    this.feed.leave(socket, room);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.periodics.map((periodic) => periodic.stop()));
  }

  /** At the handshake: nobody without a session or a token; the client is told the problem's code. */
  private async admit(socket: LiveSocket): Promise<void> {
    const signedIn = await this.callers.find(socket.handshake.headers);
    if (!signedIn) {
      const refusal = new UnauthenticatedError('no session');
      throw Object.assign(refusal, { data: { code: problemOf(refusal).problem.code } });
    }
    socket.data.signedIn = signedIn;
    socket.data.beatsBehind = 0;
  }

  private endExpired(namespace: LiveNamespace): void {
    const now = this.clock.now();
    for (const socket of namespace.sockets.values()) {
      if (socket.data.signedIn.expiresAt <= now) socket.disconnect(true);
    }
  }
}
