import type { Celsius } from '@lenglian/quantities';
import { STEP_SECONDS } from './step.ts';

/** From this set-point down a controller holds the air that comes back to it; above, the air that it sends (domain.md §5). [B] */
const RETURN_HELD_BELOW: Celsius = -10;

/** Which air a machine holds at its set-point: of frozen goods what comes back, of chilled ones what it sends. */
export function isReturnHeld(setpointCelsius: Celsius): boolean {
  return setpointCelsius <= RETURN_HELD_BELOW;
}

/** Proportional and integral gain of the temperature control, W/K and W/(K·s). [C] */
const PROPORTIONAL_WATTS_PER_KELVIN = 1500;
const INTEGRAL_WATTS_PER_KELVIN_SECOND = 2;
/**
 * The integral is given back so much quicker than it was gathered: air that undershoots after a
 * door or a defrost is back within 15 min, as is usual in the trade.
 */
const UNWINDING_FACTOR = 4;

/** The PI control of a machine: what it takes out of the air. */
export class CoolingControl {
  private integralWatts = 0;

  /**
   * One step on.
   *
   * @param excess how much warmer the air is than its set-point, K
   * @param max most that the machine takes out, W
   * @param least below 0: most that it gives, negative
   * @returns heat taken out, W; negative while it heats
   */
  watts(excess: number, max: number, least: number): number {
    const gain = INTEGRAL_WATTS_PER_KELVIN_SECOND * (excess < 0 ? UNWINDING_FACTOR : 1);
    const gathered = this.integralWatts + gain * excess * STEP_SECONDS;
    this.integralWatts = Math.min(max, Math.max(least, gathered));
    const wanted = PROPORTIONAL_WATTS_PER_KELVIN * excess + this.integralWatts;
    return Math.min(max, Math.max(least, wanted));
  }
}
