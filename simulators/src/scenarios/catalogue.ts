import { FleetError } from '../device/simulator-errors.ts';
import { demo } from './demo.ts';
import { drawnFaults } from './drawn-faults.ts';
import type { Scenario } from './scenario.ts';
import { doorOpen, lateAndShuffled, powerFailure, steady, tunnel } from './single-fault.ts';

/** Every scenario by its name. */
export const SCENARIOS: readonly Scenario[] = [
  demo,
  steady,
  powerFailure,
  doorOpen,
  tunnel,
  lateAndShuffled,
  drawnFaults,
];

/** @throws FleetError that lists the names there are */
export function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((candidate) => candidate.name === name);
  if (scenario !== undefined) return scenario;
  const names = SCENARIOS.map((candidate) => candidate.name).join(', ');
  throw new FleetError(`no scenario "${name}"; there are: ${names}`);
}
