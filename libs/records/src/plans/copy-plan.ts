import { NO_DETAILS, type JourneyPlan, type PlannedLot } from '@lenglian/planning';
import type { Instant } from '@lenglian/quantities';

/**
 * The plan of a run made the plan of another one: everything moves in time by as much as the
 * departure does, the same units go again with the devices that are on them, and the goods are new
 * ones of the same kind and weight, called after the run and their line.
 */
export function copyPlan(
  plan: JourneyPlan,
  { runCode, departureAt }: { readonly runCode: string; readonly departureAt: Instant },
): JourneyPlan {
  const later = departureAt - (plan.legs[0]?.plannedDepartureAt ?? departureAt);
  return {
    ...plan,
    runCode,
    // Units may have been on their run long before it left; the next one they join when it loads.
    loadingAt: departureAt,
    legs: plan.legs.map((leg) => ({
      ...leg,
      plannedDepartureAt: leg.plannedDepartureAt + later,
      plannedArrivalAt: leg.plannedArrivalAt + later,
    })),
    lines: plan.lines.map((line) => ({
      ...line,
      deviceId: null,
      lot: line.lot && likeIt(line.lot, `${runCode}-${line.line}`),
    })),
  };
}

/** Goods of the same kind between the same parties; what was measured on the others is not theirs. */
function likeIt(lot: PlannedLot, code: string): PlannedLot {
  const { shipperName, consigneeName, cultivarCode } = lot;
  return { ...lot, ...NO_DETAILS, shipperName, consigneeName, cultivarCode, code, note: null };
}
