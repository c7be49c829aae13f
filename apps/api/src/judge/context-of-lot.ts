import type { LotContext, Span } from '@lenglian/breaches';
import {
  overlapOf,
  type LotPlacement,
  type PlannedCall,
  type UnitJourney,
} from '@lenglian/placements';

/**
 * What is known of a lot's journey, from where it lay and where those units should have been. Before,
 * between and after its rides a unit stands; a unit that has none could be anywhere.
 *
 * @param placements of one lot, in order of time
 */
export function contextOfLot(
  placements: readonly LotPlacement[],
  journeysOf: (unitId: string) => readonly UnitJourney[],
): LotContext {
  const first = placements[0];
  const rides = placements.flatMap((placement) =>
    journeysOf(placement.unitId).flatMap((journey) => {
      const during = overlapOf(placement, journey);
      return during ? [{ journey, during }] : [];
    }),
  );
  const inOrder = rides.toSorted((a, b) => a.during.from - b.during.from);
  const moving = rides.flatMap(({ journey, during }) => movingOf(journey, during));
  const refuels = rides.flatMap(({ journey, during }) => refuelsOf(journey, during)).sort(byNumber);
  const arrivals = rides
    .flatMap(({ journey, during }) => arrivalsOf(journey, during))
    .sort(byNumber);
  const rounds = rides.flatMap(({ journey, during }) =>
    (journey.rounds ?? []).flatMap((round) => overlapOf(round, during) ?? []),
  );
  const intakes = inOrder.flatMap((ride, i) => intakesOf(ride, i === 0)).sort(byStart);
  const offPower = rides.flatMap(({ journey, during }) => offPowerOf(journey, during));
  const cooled = preCooledUntil(placements, journeysOf);
  const lying = placements.filter(({ unitId }) => journeysOf(unitId).length > 0);
  return {
    // A part of a lot was loaded when its whole was.
    loadedAt: first?.from ?? null,
    loadedProduct: first?.loadedProduct ?? null,
    setpoints: rides.flatMap(({ journey, during }) =>
      journey.setpoint === null ? [] : [{ from: during.from, setpoint: journey.setpoint }],
    ),
    ...(first?.isProvisional && { isProvisional: true }),
    ...(refuels.length > 0 && { refuels }),
    ...(arrivals.length > 0 && { arrivals }),
    isOneBox: rides.some(({ journey }) => journey.isOneBox),
    ...(cooled !== undefined && { preCooledUntil: cooled }),
    ...(rounds.length > 0 && { rounds: rounds.sort(byStart) }),
    ...(intakes.length > 0 && { intakes }),
    ...(offPower.length > 0 && { offPower: offPower.sort(byStart) }),
    stops: lying.length === 0 ? null : lying.flatMap((span) => without(span, moving)).sort(byStart),
  };
}

/** A ride, as long as the goods are on it. */
interface Ride {
  readonly journey: UnitJourney;
  readonly during: Span;
}

/** What keeps a unit going that runs out of fuel. */
const KEEPS_GOING: readonly string[] = ['REFUEL', 'PLUG_IN', 'SPARE_GENSET', 'SWAP_UNIT'];

/** When a ride gets to where its unit can be kept going, and to its end, where goods leave it. */
function refuelsOf({ calls }: UnitJourney, { from, until }: Span): number[] {
  const end = calls.at(-1);
  const helps = (call: PlannedCall) =>
    call === end || call.actions.some((action) => KEEPS_GOING.includes(action));
  const instants = calls.filter(helps).map(({ at }) => at);
  return instants.filter((at) => at >= from && (until === null || at <= until));
}

/** When a ride that carries the goods to its end gets there. */
function arrivalsOf({ calls }: UnitJourney, { from, until }: Span): number[] {
  return calls
    .slice(-1)
    .flatMap(({ at }) => (at >= from && (until === null || at <= until) ? [at] : []));
}

/** Where a contract says how long a ride's unit may be without power. */
function offPowerOf({ stops }: UnitJourney, during: Span): Required<LotContext>['offPower'] {
  return stops.flatMap((stop) => {
    const there = overlapOf(stop, during);
    return there && stop.offPowerMax !== undefined ? [{ ...there, max: stop.offPowerMax }] : [];
  });
}

/**
 * Where a ride only takes goods in. Before its departure it does so for the goods that begin on it: a tank that is
 * planned for its next ride may still stand where it is emptied of those of the last.
 */
function intakesOf({ journey: { stops }, during }: Ride, isFirst: boolean): Span[] {
  return (
    stops
      .filter(({ isIntake }, i) => isIntake && (i > 0 || isFirst))
      // While a stop has no end nobody knows whether the tank is still there, or its ride ends there.
      .filter(({ until }) => until !== null)
      .flatMap((stop) => overlapOf(stop, during) ?? [])
  );
}

/** Until when goods lie where they are pre-cooled: in the rooms and stores that they first came into. */
function preCooledUntil(
  placements: readonly LotPlacement[],
  journeysOf: (unitId: string) => readonly UnitJourney[],
): LotContext['preCooledUntil'] {
  const away = placements.find(({ unitId }) => !journeysOf(unitId).some(isStanding));
  if (away === placements[0]) return undefined;
  return away === undefined ? placements.at(-1)?.until : away.from;
}

/** Whether a unit is one that stands where it stands. */
function isStanding({ from, until, calls }: UnitJourney): boolean {
  return from === 0 && until === null && calls.length === 0;
}

/** The parts of a ride in which it is at no stop. */
function movingOf(journey: UnitJourney, during: Span): Span[] {
  return without(during, journey.stops);
}

/** What is left of a span when others are taken out of it. */
function without({ from, until }: Span, others: readonly Span[]): Span[] {
  const left: Span[] = [];
  let begin: number | null = from;
  for (const other of [...others].sort(byStart)) {
    if (begin === null || (until !== null && begin >= until)) break;
    if (other.until !== null && other.until <= begin) continue;
    if (until !== null && other.from >= until) break;
    if (other.from > begin) left.push({ from: begin, until: other.from });
    begin = other.until;
  }
  if (begin !== null && (until === null || begin < until)) left.push({ from: begin, until });
  return left;
}

function byNumber(a: number, b: number): number {
  return a - b;
}

function byStart(a: Span, b: Span): number {
  return a.from - b.from;
}
