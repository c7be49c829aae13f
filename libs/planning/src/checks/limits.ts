import { limitsOfLot, wholeBrix, type MovableLimits } from '@lenglian/limits';
import { finding, type Finding } from '../finding.ts';
import type { JourneyPlan, PlanLine, PlannedLot } from '../journey-plan.ts';
import type { CommodityFacts, PlanFacts } from '../plan-facts.ts';

/** From here on a set-point is another one than the goods', in kelvin (domain.md §7, SETPOINT_MISMATCH). */
const SAME_SETPOINT = 0.5;

/** Whether there are limits for each lot, and the carriage is to be set to what they ask. */
export function checkLimits({ lines }: JourneyPlan, facts: PlanFacts): Finding[] {
  // A further line of a unit says where it stands, or leaves it to the first.
  const setpoints = new Map<string, number>();
  for (const { unitCode, setpointCelsius } of lines)
    if (setpointCelsius !== null && !setpoints.has(unitCode))
      setpoints.set(unitCode, setpointCelsius);
  return lines.flatMap((line) => {
    const commodity = line.lot && facts.commodities.get(line.lot.commodityCode);
    if (!line.lot || !commodity) return [];
    const limits = limitsFor(line, line.lot, commodity);
    return 'code' in limits
      ? [limits]
      : checkSetpoint(line, line.lot, limits, setpoints.get(line.unitCode));
  });
}

/** The limits of the goods themselves, by their sugar and cultivar; or why there are none. */
export function limitsFor(
  { line }: Pick<PlanLine, 'line'>,
  lot: PlannedLot,
  { code, limits, sweet, cultivars }: CommodityFacts,
): MovableLimits | Finding {
  const { cultivarCode, brixDegrees } = lot;
  const cultivar = cultivars.find((one) => one.code === cultivarCode);
  if (cultivarCode !== null && !cultivar)
    return finding('UNKNOWN_CULTIVAR', line, 'cultivarCode', { commodityCode: code, cultivarCode });
  try {
    return limitsOfLot(limits, {
      brixDegrees: brixDegrees === null ? null : wholeBrix(brixDegrees),
      ...{ sweet, cultivar: cultivar ?? null },
    });
  } catch (error) {
    if (!(error instanceof RangeError) || brixDegrees === null) throw error;
    return finding('NO_SAFE_TEMPERATURE', line, 'brixDegrees', {
      commodityCode: code,
      brixDegrees,
    });
  }
}

function checkSetpoint(
  { line, unitCode }: PlanLine,
  { commodityCode }: PlannedLot,
  { setpoint, band }: MovableLimits,
  setpointCelsius: number | undefined,
): Finding[] {
  if (setpointCelsius === undefined) return [];
  const parameters = { unitCode, commodityCode, setpointCelsius, asked: setpoint };
  const isOutside =
    setpointCelsius > band.high || (band.low !== null && setpointCelsius < band.low);
  if (isOutside) return [finding('SETPOINT_OUTSIDE', line, 'setpointCelsius', parameters)];
  return Math.abs(setpointCelsius - setpoint) > SAME_SETPOINT
    ? [finding('SETPOINT_DIFFERS', line, 'setpointCelsius', parameters)]
    : [];
}
