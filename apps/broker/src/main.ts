import { createLog } from '@lenglian/diagnostics';
import { ColdChainError } from '@lenglian/errors';
import { readConfig, type BrokerConfig } from './config.ts';
import { startBroker } from './start-broker.ts';

/** What a stop may take before the process ends without it, in milliseconds. */
const STOP_MS_MAX = 10_000;

function configOrExit(): BrokerConfig {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`broker: cannot start, these settings cannot be used:\n`);
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

const config = configOrExit();
const log = createLog('broker', config.LOG_LEVEL);

process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'a bug: the broker ends');
  process.exit(1);
});

try {
  const broker = await startBroker(config, log);
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      log.info({ signal }, 'stopping');
      setTimeout(() => {
        log.error('the stop takes too long');
        process.exit(1);
      }, STOP_MS_MAX).unref();
      broker.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.fatal({ err: error }, 'the stop failed');
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  const code = error instanceof ColdChainError ? error.code : undefined;
  log.fatal({ err: error, code }, 'cannot start');
  process.exit(1);
}
