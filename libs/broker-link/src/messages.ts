import { z } from 'zod';

/** Opaque to everybody but the journal: an epoch and a sequence number. */
export const positionSchema = z.object({
  epoch: z.string().min(1),
  /** The last entry meant; 0 is "before the first". */
  seq: z.number().int().nonnegative(),
});

/** What the broker must know to let a device in. Never the token: its SHA-256, 64 hex digits. */
export const deviceAccessSchema = z.object({
  deviceId: z.string(),
  organisationId: z.string(),
  tokenSha256: z.string().length(64),
  revoked: z.boolean(),
  /** Devices that this identity may publish for besides itself (a gateway); absent for a device. */
  publishesFor: z.array(z.string()).optional(),
});
export type DeviceAccess = z.infer<typeof deviceAccessSchema>;

/** api → broker. */
export const toBrokerSchema = z.discriminatedUnion('type', [
  /** First message: who reads, and which device list version the api holds. */
  z.object({ type: z.literal('hello'), reader: z.string().min(1) }),
  /** Everything up to here is safe with this reader; the broker may trim it. */
  z.object({ type: z.literal('position'), reader: z.string().min(1), position: positionSchema }),
  /** The whole list; what is not in it may not connect. `last` ends a list sent in parts. */
  z.object({
    type: z.literal('devices.snapshot'),
    version: z.number().int().nonnegative(),
    part: z.number().int().nonnegative(),
    last: z.boolean(),
    devices: z.array(deviceAccessSchema),
  }),
  /** What changed from `fromVersion` to `version`; if the broker holds another, it asks for all. */
  z.object({
    type: z.literal('devices.changes'),
    fromVersion: z.number().int().nonnegative(),
    version: z.number().int().nonnegative(),
    devices: z.array(deviceAccessSchema),
  }),
  /**
   * Lets the api's own MQTT client in, which may publish what goes down to any device, for as long
   * as this link stands. The token is made at each start and never stored.
   */
  z.object({
    type: z.literal('service'),
    clientId: z.string(),
    tokenSha256: z.string().length(64),
  }),
]);
export type ToBroker = z.infer<typeof toBrokerSchema>;

/** How the broker is, for `/metrics` and `/api/ready`. Counters count from its start. */
export const brokerStatsSchema = z.object({
  type: z.literal('stats'),
  /** The broker's clock, UTC ms. */
  at: z.number().int(),
  /** Whether appends are taken: READY, FULL (below the reserve), UNAVAILABLE. */
  journalState: z.string(),
  journalEnd: positionSchema,
  /** Room on the disk above the reserve, in bytes; negative below it. */
  journalRoomBytes: z.number(),
  /** What waits for the disk. */
  pendingEntries: z.number().int().nonnegative(),
  pendingBytes: z.number().int().nonnegative(),
  /** How long the commit under way has taken so far, in ms. */
  stalledMs: z.number().nonnegative(),
  connections: z.number().int().nonnegative(),
  /** Connections that are not read from now, because too much of theirs waits for the disk. */
  pausedConnections: z.number().int().nonnegative(),
  publishesReceived: z.number().int().nonnegative(),
  publishesAcknowledged: z.number().int().nonnegative(),
  publishesRefused: z.number().int().nonnegative(),
  connectsAccepted: z.number().int().nonnegative(),
  connectsRefused: z.number().int().nonnegative(),
  /** Of the last period, in ms. */
  eventLoopDelay: z.object({ p50Ms: z.number(), p99Ms: z.number(), maxMs: z.number() }),
  /** Since the broker began: `EventLoopWatch.lateCounts` of `libs/diagnostics`. */
  eventLoopLateCounts: z.array(z.number().int().nonnegative()),
  rssBytes: z.number().int().nonnegative(),
});
export type BrokerStats = z.infer<typeof brokerStatsSchema>;

/** broker → api. */
export const fromBrokerSchema = z.discriminatedUnion('type', [
  /** Answer to hello. */
  z.object({
    type: z.literal('welcome'),
    devicesVersion: z.number().int().nonnegative(),
    end: positionSchema,
  }),
  /** There is something to read up to here. Sent at most once per commit. */
  z.object({ type: z.literal('wake'), end: positionSchema }),
  /** The changes did not fit: send a snapshot. */
  z.object({ type: z.literal('devices.wanted') }),
  /** Every two seconds. */
  brokerStatsSchema,
]);
export type FromBroker = z.infer<typeof fromBrokerSchema>;

/** The socket's name inside DATA_DIR. */
export const LINK_SOCKET = 'broker.sock';
