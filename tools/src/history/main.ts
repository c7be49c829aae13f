import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ColdChainError, ConfigurationError } from '@lenglian/errors';
import { copyToInflux } from './copy-to-influx.ts';

const HELP = `npm run history -- copy --from embedded --to influx [--since ISO] [--until ISO]

  Copies every device's readings from the embedded store to the InfluxDB of INFLUX_URL, week by week. Each
  week is read back and compared by count and SHA-256. Stopped, it goes on where it was (the file
  history-copy.jsonl in DATA_DIR says what is done); copying twice changes nothing.`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      since: { type: 'string', default: '2020-01-01T00:00:00Z' },
      until: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || positionals[0] !== 'copy') {
    console.log(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  if (values.from !== 'embedded' || values.to !== 'influx') {
    throw new ConfigurationError('only --from embedded --to influx can be copied yet');
  }
  if (fs.existsSync('.env')) process.loadEnvFile('.env');
  const { DATA_DIR, INFLUX_URL, INFLUX_TOKEN, INFLUX_ORG, INFLUX_BUCKET } = process.env;
  if (!INFLUX_URL) throw new ConfigurationError('INFLUX_URL says where to copy to, and is not set');
  const now = Date.now();
  const copied = await copyToInflux({
    dataDirectory: path.resolve(DATA_DIR || 'data'),
    influx: {
      url: INFLUX_URL,
      token: INFLUX_TOKEN || undefined,
      organisation: INFLUX_ORG || undefined,
      bucket: INFLUX_BUCKET || 'lenglian',
    },
    since: instantOf('--since', values.since),
    until: values.until === undefined ? now : instantOf('--until', values.until),
    clock: { now: () => Date.now() },
    onPart: (part) => {
      if (part.count > 0)
        console.log(
          `${part.deviceId} from ${new Date(part.from).toISOString()}: ${part.count} readings`,
        );
    },
  });
  console.log(
    `${copied.readings} readings in ${copied.parts} parts, all equal on both sides; ${copied.refused} refused`,
  );
  if (copied.refused > 0) process.exitCode = 1;
}

function instantOf(name: string, text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant))
    throw new ConfigurationError(`${name} ${text}: a time like 2026-09-01T00:00:00Z`);
  return instant;
}

main().catch((error: unknown) => {
  console.error(error instanceof ColdChainError ? `${error.code}: ${error.message}` : error);
  process.exit(1);
});
