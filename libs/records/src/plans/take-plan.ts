import {
  checkPlan,
  holesOfLegs,
  isRefused,
  detailsOf,
  rideOf,
  wholeOf,
  type Finding,
  type JourneyPlan,
  type PlanFacts,
  type PlanLine,
  type WayWithHoles,
} from '@lenglian/planning';
import type { Validity } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import { BINDING_TABLES } from '../bindings/binding-tables.ts';
import { correctBinding } from '../bindings/correct-binding.ts';
import type { Change } from '../database/audited.ts';
import { recordDeclaration } from '../equipment/record-unit-entry.ts';
import { addJourneys } from '../journeys/add-journeys.ts';
import type { NewUnit } from '../journeys/new-journeys.ts';
import { requireCodes } from '../journeys/coded-rows.ts';
import { PlanRefusedError } from './plan-refused-error.ts';
import { readPlanFacts } from './read-plan-facts.ts';

/** What became of a plan: the id of its run, and what was warned about. */
export interface TakenPlan {
  readonly runId: string;
  readonly warnings: readonly Finding[];
}

/**
 * Takes a plan into the records whole: the run, its units (new ones are added), its devices and its
 * lots. It is checked against what is known inside the same change, so nothing can come in between.
 *
 * @throws PlanRefusedError with every finding, and then nothing is written
 */
export async function takePlan(
  change: Change,
  actorId: string,
  organisationId: string,
  plan: JourneyPlan,
): Promise<TakenPlan> {
  const facts = await readPlanFacts(change.database, organisationId, plan, change.now);
  const findings = checkPlan(plan, facts);
  if (isRefused(findings)) throw new PlanRefusedError(plan.runCode, findings);
  const { runCode, serviceCode, legs, lines } = plan;
  const firstLines = withWholes(firstLineOfUnits(lines));
  const rides = ridesOf(plan, firstLines);
  const { runIds } = await addJourneys(change, {
    organisationId,
    runs: [
      {
        code: runCode,
        serviceCode,
        ...(await ofService(change, organisationId, serviceCode, legs)),
        state: 'PLANNED',
        legs,
      },
    ],
    units: newUnits(firstLines, facts),
    lots: lines.flatMap(({ unitCode, lot }) => {
      if (lot === null) return [];
      const { code, commodityCode, quantityKilograms, originPlaceCode, note } = lot;
      // They stay in it, and are watched, when it is set out: that is no unloading.
      const { from } = rides.of(unitCode);
      const placement = { unitCode, profileCode: commodityCode, from };
      return [
        {
          ...{ code, commodityCode, quantityKilograms, details: detailsOf(lot) },
          ...(originPlaceCode !== null && { originPlaceCode }),
          ...(note !== null && { note }),
          placement,
        },
      ];
    }),
  });
  const runId = runIds.get(runCode) ?? '';
  const unitIds = await requireCodes(
    change,
    organisationId,
    'units',
    firstLines.map(({ unitCode }) => unitCode),
  );
  for (const line of firstLines) {
    const unitId = unitIds.get(line.unitCode) ?? '';
    const { from: joins, until: leaves } = rides.of(line.unitCode);
    const until = leaves ?? (await nextBeginning(change, 'unit', unitId, joins));
    const from = { organisationId, from: joins, until };
    const { position, equipmentGroup, setpointCelsius, deviceId } = line;
    const { joinPlaceCode, leavePlaceCode } = line;
    await correctBinding(change, {
      ...{ ...from, kind: 'unit', subjectId: unitId, targetId: runId },
      ...{ position, equipmentGroup, setpointCelsius, joinPlaceCode, leavePlaceCode },
    });
    await takeIntoUse(change, actorId, unitId, { plan, facts, line, joins });
    if (deviceId !== null && facts.devices.get(deviceId)?.onUnitCode !== line.unitCode)
      await correctBinding(change, {
        // It stays on its unit when that is set out, until it is to be on another.
        ...{ ...from, kind: 'device', subjectId: deviceId, targetId: unitId },
        until: await nextBeginning(change, 'device', deviceId, joins),
      });
  }
  return { runId, warnings: findings };
}

/** A loaded unit is in use. A line without goods says nothing: empty (空箱) is declared, never inferred. */
async function takeIntoUse(
  change: Change,
  actorId: string,
  unitId: string,
  at: { plan: JourneyPlan; facts: PlanFacts; line: PlanLine; joins: Instant },
): Promise<void> {
  const { unitCode } = at.line;
  const { lines, runCode } = at.plan;
  const isLoaded = lines.some((one) => one.unitCode === unitCode && one.lot !== null);
  if (!isLoaded || at.facts.units.get(unitCode)?.state !== 'EMPTY') return;
  const declared = { state: 'IN_USE', validFrom: at.joins, reason: `run ${runCode}` } as const;
  await recordDeclaration(change, actorId, unitId, declared);
}

/** When a later plan takes it, null when none does: it is believed to go there until somebody says otherwise. */
async function nextBeginning(
  change: Change,
  kind: 'unit' | 'device',
  subjectId: string,
  after: Instant,
): Promise<Instant | null> {
  const { present, subject } = BINDING_TABLES[kind];
  const next = await change.database
    .selectFrom(present as 'deviceBindings')
    .select('validFrom')
    .where(subject as 'deviceId', '=', subjectId)
    .where('validFrom', '>', after)
    .orderBy('validFrom')
    .executeTakeFirst();
  return next?.validFrom ?? null;
}

/** Its names, and where on its legs nothing is to be heard. */
async function ofService(
  change: Change,
  organisationId: string,
  serviceCode: string,
  legs: JourneyPlan['legs'],
) {
  const { details, ...names } = await change.database
    .selectFrom('services')
    .select(['nameZh', 'nameEn', 'details'])
    .where('organisationId', '=', organisationId)
    .where('code', '=', serviceCode)
    .executeTakeFirstOrThrow();
  // The column holds a service as the seeds have it, or whatever somebody gave who did not come from them.
  const { ways = [] } = (JSON.parse(details) ?? {}) as { readonly ways?: readonly WayWithHoles[] };
  return { ...names, holes: holesOfLegs(legs, ways) };
}

/** When each unit is to be on the run; the check has refused what is no stop of it. */
function ridesOf(plan: JourneyPlan, firstLines: readonly PlanLine[]) {
  const rides = new Map(firstLines.map((line) => [line.unitCode, rideOf(line, plan)]));
  return {
    of: (unitCode: string): Validity =>
      rides.get(unitCode) ?? { from: plan.loadingAt, until: null },
  };
}

function firstLineOfUnits(lines: readonly PlanLine[]): PlanLine[] {
  const first = new Map<string, PlanLine>();
  for (const line of lines) if (!first.has(line.unitCode)) first.set(line.unitCode, line);
  return [...first.values()];
}

/** A unit rides with its compartments, also where the plan names only these. */
function withWholes(lines: readonly PlanLine[]): PlanLine[] {
  const named = new Set(lines.map(({ unitCode }) => unitCode));
  return lines.flatMap((line) => {
    const whole = wholeOf(line.unitCode);
    if (whole === undefined || named.has(whole)) return [line];
    named.add(whole);
    const parts = lines.filter((one) => wholeOf(one.unitCode) === whole);
    const rest = { unitCode: whole, deviceId: null, setpointCelsius: null, lot: null };
    return [{ ...line, ...stopsOfAll(parts), ...rest }, line];
  });
}

/** A whole rides as long as any of its parts: all the way where they do not agree. */
function stopsOfAll(parts: readonly PlanLine[]) {
  const [first] = parts;
  const common = (name: 'joinPlaceCode' | 'leavePlaceCode') =>
    parts.every((part) => part[name] === first?.[name]) ? (first?.[name] ?? null) : null;
  return { joinPlaceCode: common('joinPlaceCode'), leavePlaceCode: common('leavePlaceCode') };
}

/** Those that nobody knew before, each a part of its whole. */
function newUnits(lines: readonly PlanLine[], { units }: PlanFacts): NewUnit[] {
  return lines
    .filter(({ unitCode }) => !units.has(unitCode))
    .map(({ unitCode, unitKind }) => {
      const wholeUnitCode = wholeOf(unitCode);
      return { code: unitCode, kind: unitKind, ...(wholeUnitCode && { wholeUnitCode }) };
    });
}
