import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';

/**
 * A registry of its own for one process, labelled with its name and holding the default metrics of
 * Node (memory, CPU, garbage collection, event loop), so that two registries never mix in tests.
 */
export function createMetrics(name: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ process: name });
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** A gauge that is asked for its value only when it is scraped. */
export function observedGauge(
  registry: Registry,
  name: string,
  help: string,
  read: () => number,
): Gauge {
  return new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
