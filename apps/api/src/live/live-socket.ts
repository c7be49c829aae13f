import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { LiveEvents } from '@lenglian/console-contract';
import type { SignedIn } from '../access/signed-in.ts';

export interface LiveSocketData {
  signedIn: SignedIn;
  /** Beats in a row at which something sent was still waiting for the browser to take it. */
  beatsBehind: number;
}

export type LiveSocket = Socket<DefaultEventsMap, LiveEvents, DefaultEventsMap, LiveSocketData>;
export type LiveNamespace = Namespace<
  DefaultEventsMap,
  LiveEvents,
  DefaultEventsMap,
  LiveSocketData
>;
