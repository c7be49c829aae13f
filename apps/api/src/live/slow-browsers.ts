import type { LiveNamespace, LiveSocket } from './live-socket.ts';

/** Beats in a row (seconds) that a browser may have something waiting before it is let go. */
const BEATS_BEHIND_MAX = 20;
/** Messages at most in which a room is told of one beat, each with as large a share of what the beat may tell. */
export const MESSAGES_A_BEAT_MAX = 10;
/**
 * Messages that may wait for one browser: no more bytes than 2,000 whole beats of a room have, in however many messages
 * they come, and enough for twenty beats of as many busy rooms as a browser may be in.
 */
const WAITING_MAX = 2_000 * MESSAGES_A_BEAT_MAX;

/**
 * Lets go of browsers that do not take what they are sent, so that what waits for them stays bounded.
 * The connection is cut under socket.io, which makes its client connect and join again by itself, and
 * a fresh snapshot costs less than the backlog.
 *
 * @returns how many were let go
 */
export function letSlowBrowsersGo(namespace: LiveNamespace): number {
  let count = 0;
  for (const socket of namespace.sockets.values()) {
    const waiting = waitingMessages(socket);
    socket.data.beatsBehind = waiting === 0 ? 0 : socket.data.beatsBehind + 1;
    if (waiting <= WAITING_MAX && socket.data.beatsBehind <= BEATS_BEHIND_MAX) continue;
    socket.conn.close(true);
    count++;
  }
  return count;
}

/** Messages that engine.io could not hand to the network yet. Its types hide the buffer. */
function waitingMessages(socket: LiveSocket): number {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: readonly unknown[] };
  return writeBuffer.length;
}
