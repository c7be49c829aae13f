import type { HeldRuleMaker } from '../held-rule.ts';

/**
 * MILK_PICKUP: milk that a farm gave warm, told of the stop where it was taken in (operations.md §A4). What
 * came in is worked out from level and temperature before and after, for the tank shows the mixture only. Worse where
 * the mixture is foretold to arrive above the limit of raw milk.
 */
export const milkPickUp: HeldRuleMaker = ({ band, rules: { milk, milkPickUp: timing } }) =>
  milk === null
    ? undefined
    : {
        code: 'MILK_PICKUP',
        side: 'ABOVE',
        watches: [
          {
            signal: 'milkAtArrival',
            told: 'ESTIMATE',
            limit: milk.majorHigh,
            delay: timing.delay,
            severity: 'WARN',
          },
          {
            signal: 'milkTakenIn',
            told: 'PROBE',
            limit: band.high,
            delay: timing.delay,
            severity: 'INFO',
          },
        ],
        ...{ backInRange: timing.backInRange, hysteresis: 0 },
      };
