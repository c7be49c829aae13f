import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MessageBounds } from '@lenglian/device-messages';
import { LOG_LEVELS, type LogLevel } from '@lenglian/diagnostics';
import { ConfigurationError } from '@lenglian/errors';
import { SECOND } from '@lenglian/quantities';
import { z } from 'zod';
import {
  OIDC_VARIABLES,
  oidcSettingsOf,
  refuseHalf,
  type OidcSettings,
} from './access/oidc/oidc-settings.ts';
import type { HttpsFiles } from './https/certificate.ts';
import type { QuarantineLimits } from './judge/quarantine-store.ts';

/** The repository's root, seen from `apps/api/src` or `apps/api/dist`. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const optionalText = z.string().optional();

/** Every variable that the api reads; see `.env.example` for what each is for. */
const environmentVariables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  /** 0 takes a free port. */
  PORT: port(3000),
  /** PEM files. Both: the console and the API are served by https. None: by http. */
  HTTPS_KEY_FILE: optionalText,
  HTTPS_CERT_FILE: optionalText,
  /** Of one session, or of one address that is not signed in. */
  REQUESTS_PER_MINUTE_MAX: z.coerce.number().int().min(1).max(1_000_000).default(1_200),
  /** Where the broker listens, as seen from here; another container's name in a compose file. */
  MQTT_HOST: z.string().min(1).default('127.0.0.1'),
  MQTT_PORT: port(1883),
  DATA_DIR: z.string().min(1).default('./data'),
  INFLUX_URL: z.url({ protocol: /^https?$/ }).optional(),
  INFLUX_TOKEN: optionalText,
  INFLUX_ORG: optionalText,
  INFLUX_BUCKET: z.string().min(1).default('lenglian'),
  ADMIN_PASSWORD: z.string().min(8).max(256).optional(),
  RECORDS_URL: optionalText,
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  CLOCK: z.enum(['system', 'simulated']).default('system'),
  DASHBOARD_DIR: z.string().min(1).default(resolve(ROOT, 'apps/dashboard/dist')),
  SEEDS_DIR: z.string().min(1).default(resolve(ROOT, 'seeds')),
  /** Samples in one telemetry message; more, and the whole message is quarantined. */
  SAMPLES_PER_MESSAGE_MAX: z.coerce.number().int().min(1).max(100_000).default(1_000),
  /** How far ahead of us a device's clock may run before its samples are quarantined. */
  CLOCK_AHEAD_SECONDS_MAX: z.coerce.number().int().min(1).max(86_400).default(120),
  /** Samples from before this year (UTC) are those of a clock that was reset. */
  CLOCK_EARLIEST_YEAR: z.coerce.number().int().min(2_000).max(2_100).default(2_020),
  /** Messages kept in quarantine of one device, and bytes of all together; the oldest go first. */
  QUARANTINE_MESSAGES_PER_DEVICE_MAX: z.coerce.number().int().min(1).max(1_000_000).default(500),
  QUARANTINE_BYTES_MAX: z.coerce.number().int().min(1_024).default(268_435_456),
  /** How long names of people stay in hand-overs. */
  PERSONS_KEPT_DAYS: z.coerce.number().int().min(1).max(36_500).default(1_095),
  /** How long positions outside runs are told. */
  TRACKS_TOLD_DAYS: z.coerce.number().int().min(1).max(36_500).default(30),
  /** 1 shows the banner 演示数据. */
  DEMO: z.enum(['0', '1']).default('0'),
  ...OIDC_VARIABLES,
});

const environmentSchema = environmentVariables
  .superRefine(refuseHalf)
  .superRefine((values, context) => {
    const [key, cert] = ['HTTPS_KEY_FILE', 'HTTPS_CERT_FILE'] as const;
    if ((values[key] === undefined) === (values[cert] === undefined)) return;
    const [missing, given] = values[key] === undefined ? [key, cert] : [cert, key];
    context.addIssue({ code: 'custom', path: [missing], message: `is needed with ${given}` });
  });

/** The api's whole configuration. Paths are absolute. */
export interface ApiConfig {
  readonly host: string;
  readonly port: number;
  /** Undefined: by http, for a proxy in front or a network that is trusted. */
  readonly https: HttpsFiles | undefined;
  /** Requests to `/api/v1` of one session, or of one address that is not signed in. */
  readonly requestsPerMinuteMax: number;
  readonly mqttHost: string;
  readonly mqttPort: number;
  readonly dataDirectory: string;
  readonly influx: InfluxSettings | undefined;
  readonly adminPassword: string | undefined;
  readonly recordsUrl: string | undefined;
  readonly logLevel: LogLevel;
  readonly clock: 'system' | 'simulated';
  readonly dashboardDirectory: string;
  readonly seedsDirectory: string;
  readonly isDemo: boolean;
  /** undefined: people sign in by password alone. */
  readonly oidc: OidcSettings | undefined;
  /** What is believed of a message, and how much one may bring. */
  readonly bounds: MessageBounds;
  readonly quarantine: QuarantineLimits;
  /** How long names of people stay in hand-overs. */
  readonly personsKeptDays: number;
  readonly tracksToldDays: number;
}

export interface InfluxSettings {
  readonly url: string;
  readonly token: string | undefined;
  readonly organisation: string | undefined;
  /** The database on InfluxDB 1.x. */
  readonly bucket: string;
}

/**
 * Reads the configuration.
 *
 * @param environment for example `process.env`
 * @throws ConfigurationError naming every variable that cannot be used, one a line
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ApiConfig {
  // An empty variable in a compose file means "not set".
  const given = Object.entries(environment).filter(([, value]) => value !== '');
  const parsed = environmentSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigurationError(`these variables cannot be used:\n${lines.join('\n')}`);
  }
  const values = parsed.data;
  return {
    host: values.HOST,
    port: values.PORT,
    https: httpsFiles(values.HTTPS_KEY_FILE, values.HTTPS_CERT_FILE),
    // A simulator's minute is not ours: it asks after each of its steps.
    requestsPerMinuteMax:
      values.CLOCK === 'simulated' ? Number.MAX_SAFE_INTEGER : values.REQUESTS_PER_MINUTE_MAX,
    mqttHost: values.MQTT_HOST,
    mqttPort: values.MQTT_PORT,
    dataDirectory: resolve(values.DATA_DIR),
    influx:
      values.INFLUX_URL === undefined
        ? undefined
        : {
            url: values.INFLUX_URL,
            token: values.INFLUX_TOKEN,
            organisation: values.INFLUX_ORG,
            bucket: values.INFLUX_BUCKET,
          },
    adminPassword: values.ADMIN_PASSWORD,
    recordsUrl: values.RECORDS_URL,
    logLevel: values.LOG_LEVEL,
    clock: values.CLOCK,
    dashboardDirectory: resolve(values.DASHBOARD_DIR),
    seedsDirectory: resolve(values.SEEDS_DIR),
    isDemo: values.DEMO === '1',
    oidc: oidcSettingsOf(values),
    bounds: {
      earliest: Date.UTC(values.CLOCK_EARLIEST_YEAR, 0, 1),
      aheadMax: values.CLOCK_AHEAD_SECONDS_MAX * SECOND,
      samplesMax: values.SAMPLES_PER_MESSAGE_MAX,
    },
    quarantine: {
      messagesPerDeviceMax: values.QUARANTINE_MESSAGES_PER_DEVICE_MAX,
      bytesMax: values.QUARANTINE_BYTES_MAX,
    },
    personsKeptDays: values.PERSONS_KEPT_DAYS,
    tracksToldDays: values.TRACKS_TOLD_DAYS,
  };
}

function httpsFiles(key: string | undefined, cert: string | undefined): HttpsFiles | undefined {
  if (key === undefined || cert === undefined) return undefined;
  return { keyFile: resolve(key), certFile: resolve(cert) };
}

/** Reads the configuration of this process: the only place that touches `process.env`. */
export function readProcessConfig(): ApiConfig {
  return readConfig(process.env);
}
