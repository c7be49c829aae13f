import { LOG_LEVELS } from '@lenglian/diagnostics';
import { ConfigurationError } from '@lenglian/errors';
import { z } from 'zod';

const MIB = 1024 * 1024;

/** A whole number from the environment; an empty string counts as unset. */
function whole(defaultValue: number, min: number, max: number) {
  return z
    .preprocess(
      (value) => (value === '' ? undefined : value),
      z.coerce.number().int().min(min).max(max).optional(),
    )
    .transform((value) => value ?? defaultValue);
}

function text(defaultValue: string) {
  return z
    .string()
    .optional()
    .transform((value) => (value === undefined || value === '' ? defaultValue : value));
}

function oneOf<const Values extends readonly [string, ...string[]]>(
  values: Values,
  defaultValue: Values[number],
) {
  return z
    .preprocess((value) => (value === '' ? undefined : value), z.enum(values).optional())
    .transform((value): Values[number] => value ?? defaultValue);
}

/** Every setting of the broker by its environment variable, with its bounds and default. */
const environmentSchema = z.object({
  HOST: text('127.0.0.1'),
  /** 0: any free port, named in the "listening" log line. */
  MQTT_PORT: whole(1883, 0, 65_535),
  DATA_DIR: text('./data'),
  LOG_LEVEL: oneOf(LOG_LEVELS, 'info'),
  /** `simulated`: time stands still but for `cc/v1/clock`. */
  CLOCK: oneOf(['system', 'simulated'], 'system'),

  /** What stays free on the disk for the judge and for trimming. */
  JOURNAL_RESERVE_BYTES: whole(2048 * MIB, 0, Number.MAX_SAFE_INTEGER),
  JOURNAL_SEGMENT_BYTES: whole(256 * MIB, 64 * 1024, 4096 * MIB),
  JOURNAL_SEGMENT_MINUTES: whole(60, 1, 24 * 60),
  /** Segments that every reader has passed are kept this long … */
  JOURNAL_KEEP_HOURS: whole(24, 0, 24 * 3660),
  /** … and until there is this much of them; a disk near its reserve overrules both. */
  JOURNAL_KEEP_BYTES: whole(1024 * MIB, 0, Number.MAX_SAFE_INTEGER),
  /** `all` reads every stored byte at the start and repairs what is damaged. */
  JOURNAL_CHECK: oneOf(['last', 'all'], 'last'),
  /** A commit that takes longer than this has new connections refused. */
  JOURNAL_STALL_MS: whole(2_000, 10, 600_000),

  PAYLOAD_BYTES_MAX: whole(256 * 1024, 1, 64 * MIB),
  TOPIC_LEVELS_MAX: whole(8, 5, 100),
  /** Messages of one client that wait for the disk; more, and it is not read from. */
  IN_FLIGHT_MAX: whole(1_000, 1, 65_535),
  IN_FLIGHT_BYTES_MAX: whole(8 * MIB, 1024, 1024 * MIB),
  /** The same for all clients together. */
  IN_FLIGHT_TOTAL_BYTES_MAX: whole(64 * MIB, 64 * 1024, 1024 * MIB),
  /**
   * Messages that a device may publish, a second and over time; twice as many at once. Who sends more
   * is read more slowly. 0: no limit.
   */
  PUBLISHES_PER_SECOND_MAX: whole(5_000, 0, 1_000_000),
  /** Messages kept for a device with a persistent session that is away; the oldest go first. */
  OFFLINE_QUEUE_MAX: whole(100, 1, 100_000),
  CONNECTIONS_MAX: whole(15_000, 1, 1_000_000),
  /** From the TCP connection to the CONNECT packet. */
  CONNECT_TIMEOUT_SECONDS: whole(10, 1, 600),
  /** Wrong sign-ins of one address in a minute before it waits a second for each further one. */
  AUTH_FAILURES_MAX: whole(20, 1, 1_000_000),
});

export type BrokerConfig = z.infer<typeof environmentSchema>;

/**
 * Reads the configuration.
 *
 * @throws ConfigurationError naming every variable that cannot be used, and why
 */
export function readConfig(environment: Record<string, string | undefined>): BrokerConfig {
  const parsed = environmentSchema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return `${name}=${environment[name] ?? ''}: ${issue.message}`;
  });
  throw new ConfigurationError(reasons.join('\n'));
}
