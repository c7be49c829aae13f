import { z } from 'zod';
import { alertSchema, type AlertView } from '../http/alerts.ts';
import type { HandOverView } from '../http/hand-overs.ts';
import { incidentSchema, type IncidentView } from '../http/incidents.ts';
import {
  type latestSchema,
  runSchema,
  unitSchema,
  type RunView,
  type UnitView,
} from '../http/journeys.ts';

export { JOIN_EVENT, LEAVE_EVENT, LIVE_NAMESPACE } from '../constants.ts';

/** What a client can watch. One snapshot on joining, then changes, in order, from its position on. */
export const roomSchema = z.discriminatedUnion('room', [
  /** All runs, as summaries. */
  z.object({ room: z.literal('overview') }),
  /** The units of one run. */
  z.object({ room: z.literal('run'), runId: z.string() }),
  /** One unit with each new reading. */
  z.object({ room: z.literal('unit'), unitId: z.string() }),
  /** Every alert that is live. */
  z.object({ room: z.literal('alerts') }),
  /** Every incident that is live: what an officer has before them. */
  z.object({ room: z.literal('incidents') }),
]);
export type Room = z.infer<typeof roomSchema>;

export type Snapshot =
  | { room: 'overview'; position: number; serverTime: number; runs: RunView[] }
  | { room: 'run'; position: number; serverTime: number; run: RunView; units: UnitView[] }
  | { room: 'unit'; position: number; serverTime: number; unit: UnitView }
  | { room: 'alerts'; position: number; serverTime: number; alerts: AlertView[] }
  | { room: 'incidents'; position: number; serverTime: number; incidents: IncidentView[] };

/** Answer to `join`: the snapshot, or why not (the code of a problem). */
export type JoinAnswer = { ok: true; snapshot: Snapshot } | { ok: false; code: string };

/** That there is something to read of a hand-over, without names. */
export interface HandOverNotice {
  readonly id: string;
  readonly kind: HandOverView['kind'];
  readonly state: HandOverView['state'];
  readonly runId: string;
  readonly unitId: string | null;
  readonly handedOverAt: number;
  readonly revision: number;
}

/** Server → client events and their payloads. Positions increase by any amount, never decrease. */
export interface LiveEvents {
  /** Runs whose summary changed (overview), about once a second; a run whose state, plan or progress changed (its own room). */
  'runs.changed': (change: { position: number; serverTime: number; runs: RunView[] }) => void;
  /** Units that changed (rooms run and unit), about once a second a unit. */
  'units.changed': (change: { position: number; serverTime: number; units: UnitView[] }) => void;
  /** An alert was opened or changed, or what is foretold of its goods did: at once. Goes to `alerts`, and to its run's and unit's rooms. */
  'alert.changed': (change: { position: number; serverTime: number; alert: AlertView }) => void;
  /**
   * An incident was opened, changed, cleared or merged into another, or what is foretold of its goods: at once. Goes to `incidents`; its
   * alerts were told before.
   */
  'incident.changed': (change: {
    position: number;
    serverTime: number;
    incident: IncidentView;
  }) => void;
  /** Goods on a run change hands, or one of the parties has answered: at once. Goes to the run's room; a party reads the record. */
  'hand-over.changed': (change: {
    position: number;
    serverTime: number;
    handOver: HandOverNotice;
  }) => void;
  /** What a custodian watched is not in its custody any more: nothing more comes of it. */
  'room.closed': (closed: { room: Room }) => void;
  /**
   * Sent every 5 s to everybody: the server is there, and this is its clock. `dataUntil` (数据截至) is
   * the last moment of the broker's that was judged; an old one is an outage of ours.
   */
  heartbeat: (beat: { serverTime: number; dataUntil: number | null }) => void;
}

export const unitsChangedSchema = z.object({
  position: z.number(),
  serverTime: z.number(),
  units: z.array(unitSchema),
});
export const runsChangedSchema = z.object({
  position: z.number(),
  serverTime: z.number(),
  runs: z.array(runSchema),
});
export const alertChangedSchema = z.object({
  position: z.number(),
  serverTime: z.number(),
  alert: alertSchema,
});
export const incidentChangedSchema = z.object({
  position: z.number(),
  serverTime: z.number(),
  incident: incidentSchema,
});
export type LatestView = z.infer<typeof latestSchema>;
