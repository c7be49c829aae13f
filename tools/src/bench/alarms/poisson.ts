/** A rate of rare events with its 95 % interval (Garwood 1936: exact for a Poisson count). */
export interface Rate {
  readonly count: number;
  readonly exposure: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const TAIL = 0.025;
const BISECTIONS = 60;

/** Events for each unit of exposure. @param exposure > 0 */
export function poissonRate(count: number, exposure: number): Rate {
  const low = count === 0 ? 0 : meanWhere(count, (mean) => 1 - atMost(count - 1, mean) < TAIL);
  const high = meanWhere(count, (mean) => atMost(count, mean) > TAIL);
  return {
    ...{ count, exposure, value: count / exposure },
    ...{ low: low / exposure, high: high / exposure },
  };
}

/** The greatest mean up to which something holds. */
function meanWhere(count: number, holds: (mean: number) => boolean): number {
  let [low, high] = [0, count + 10 * Math.sqrt(count + 1) + 10];
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Probability of at most `count` events where `mean` are expected. */
function atMost(count: number, mean: number): number {
  let [logTerm, sum] = [-mean, Math.exp(-mean)];
  for (let k = 1; k <= count; k++) {
    logTerm += Math.log(mean / k);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}
