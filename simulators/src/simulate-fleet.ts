import type { Clock, Duration, Instant } from '@lenglian/quantities';
import type { AcknowledgedMessage } from './device/sealed-message.ts';
import type { FleetCredentials } from './fleet/fleet-credentials.ts';
import type { FleetUnit } from './fleet/fleet-unit.ts';
import { FleetSimulation } from './fleet/fleet-simulation.ts';
import type { Scenario } from './scenarios/scenario.ts';

/** What a simulation needs; everything not given has the default of the command. */
export interface SimulateFleetOptions {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Only units that have a credential are simulated. */
  readonly fleet: readonly FleetUnit[];
  readonly credentials: FleetCredentials;
  /** `mqtt://127.0.0.1:1883` */
  readonly brokerUrl: string;
  /** Event time at which the live phase begins; the moment of the first connection if absent. */
  readonly start?: Instant | undefined;
  /** Event time per real time, > 0; `max` is lock-step with a broker on a simulated clock. */
  readonly speed?: number | 'max' | undefined;
  /**
   * Goes in lock-step with a broker on a simulated clock, also where `speed` is a number: then by the clock, and no
   * faster. `max` always does.
   */
  readonly tellsTime?: boolean | undefined;
  /** Event times at which a step of the lock-step must end, beside those of the sampling. */
  readonly stops?: readonly Instant[] | undefined;
  /**
   * In lock-step: called at the start, before any device speaks, and after each step, when the broker has acknowledged
   * everything of it; the next begins when the promise resolves.
   */
  readonly onStep?: ((now: Instant) => Promise<void>) | undefined;
  /** How much of the past is told first. */
  readonly history?: Duration | undefined;
  /** How long the live phase lasts, in event time; endless if absent (not with `max`). */
  readonly duration?: Duration | undefined;
  /** Instead of the scenario's own. */
  readonly sampling?: Duration | undefined;
  readonly reporting?: Duration | undefined;
  /** Whether retained configuration changes the intervals; true by default. */
  readonly followsConfig?: boolean | undefined;
  /** Messages in flight per device; 4 by default. */
  readonly windowMax?: number | undefined;
  /** Attempts to reach a broker that was never reached, and refusals in a row, that are borne. */
  readonly attemptsMax?: number | undefined;
  readonly refusalsMax?: number | undefined;
  /** Longest wait between two attempts to connect. */
  readonly backoffMax?: Duration | undefined;
  /** Real time; the system's by default. */
  readonly clock?: Clock | undefined;
  /** The ledger: told of every message at its PUBACK, copies included. */
  readonly onAcknowledged?: ((message: AcknowledgedMessage) => void) | undefined;
}

/** How the telling of the past went. */
export interface HistoryReport {
  readonly readings: number;
  readonly seconds: number;
}

/** What a simulation did in all. */
export interface FleetSummary {
  readonly acknowledgedMessages: number;
  readonly acknowledgedSamples: number;
  /** Samples that devices gave up because nobody took them for too long. */
  readonly droppedSamples: number;
  /** Connections made, reconnections included. */
  readonly connections: number;
}

/** A simulation under way. */
export interface FleetRun {
  /** Resolves when all of the past is acknowledged. Rejects as `finished` does. */
  readonly historyComplete: Promise<HistoryReport>;
  /**
   * Resolves after `duration`, everything acknowledged, or after `stop`. Rejects with
   * `CredentialsRefusedError`, `BrokerUnreachableError` or `FleetError`.
   */
  readonly finished: Promise<FleetSummary>;
  /** Event time now: the start until the live phase begins. */
  readonly now: () => Instant;
  /** Ends it: devices say good-bye; what is not acknowledged stays so. */
  readonly stop: () => Promise<FleetSummary>;
}

/** Starts a fleet of simulated reefers over real MQTT. */
export function simulateFleet(options: SimulateFleetOptions): FleetRun {
  const simulation = new FleetSimulation(options);
  const historyComplete = simulation.tellHistory();
  const finished = historyComplete
    .then(() => simulation.live())
    .catch(async (error: unknown) => {
      // One device that may not speak fails the fleet: nobody goes on behind the caller's back.
      await simulation.stop();
      throw error;
    });
  // Whoever waits for one of them only must not be struck by the other's rejection.
  historyComplete.catch(() => undefined);
  finished.catch(() => undefined);
  return {
    historyComplete,
    finished,
    now: () => simulation.now,
    stop: () => simulation.stop(),
  };
}
