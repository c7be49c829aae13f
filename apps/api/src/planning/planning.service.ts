import { Inject, Injectable } from '@nestjs/common';
import type {
  ImportQuery,
  JourneyPlanRequest,
  PlanCheckView,
  TakenPlanView,
} from '@lenglian/console-contract';
import { finding, isRefused, type Finding, type JourneyPlan } from '@lenglian/planning';
import { PlanRefusedError, copyPlan, type Actor, type Records } from '@lenglian/records';
import type { SignedIn } from '../access/signed-in.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveViews } from '../live/live-views.ts';
import { RECORDS } from '../parts.ts';
import { toFindingView } from './finding-view.ts';
import { legsOfWay } from './legs-of-way.ts';
import { readManifestCsv } from './manifest-csv.ts';

/** A plan as far as it could be made out, and what was wrong with what was given. */
interface Draft {
  readonly plan: JourneyPlan;
  readonly findings: readonly Finding[];
}

/** From what people send to a plan that the records take: whole, or refused with everything to mend. */
@Injectable()
export class PlanningService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly views: LiveViews,
  ) {}

  async check({ user }: SignedIn, request: JourneyPlanRequest): Promise<PlanCheckView> {
    const { plan, findings } = await this.draft(user.organisationId, request);
    const all = [...findings, ...(await this.records.plans.check(user.organisationId, plan))];
    return { wouldBeTaken: !isRefused(all), findings: all.map(toFindingView) };
  }

  async create({ user }: SignedIn, request: JourneyPlanRequest): Promise<TakenPlanView> {
    const draft = await this.draft(user.organisationId, request);
    return this.take({ id: user.id }, user.organisationId, draft);
  }

  /** What would be said about a file, as `importCsv` would refuse it or warn of it. */
  async checkCsv(
    { user }: SignedIn,
    query: ImportQuery,
    bytes: Uint8Array,
  ): Promise<PlanCheckView> {
    const { plan, findings } = await this.draftOfCsv(user.organisationId, query, bytes);
    const others = await this.records.plans.check(user.organisationId, plan);
    const all = [...findings, ...withoutEchoes(others, findings)];
    return { wouldBeTaken: !isRefused(all), findings: all.map(toFindingView) };
  }

  async importCsv(
    { user }: SignedIn,
    query: ImportQuery,
    bytes: Uint8Array,
  ): Promise<TakenPlanView> {
    const draft = await this.draftOfCsv(user.organisationId, query, bytes);
    return this.take({ id: user.id }, user.organisationId, draft);
  }

  async planOf({ user }: SignedIn, runId: string): Promise<JourneyPlan> {
    ownRecord(await this.records.journeys.run(runId), user.organisationId, `run ${runId}`);
    return (await this.records.plans.ofRun(runId)) as JourneyPlan;
  }

  async copy(
    who: SignedIn,
    runId: string,
    as: { readonly runCode: string; readonly departureAt: number },
  ): Promise<TakenPlanView> {
    const plan = copyPlan(await this.planOf(who, runId), as);
    const { user } = who;
    const reason = `copy of run ${runId}`;
    return this.take({ id: user.id, reason }, user.organisationId, { plan, findings: [] });
  }

  /** Every bad line is told, also where others cannot even be read. */
  private async draftOfCsv(
    organisationId: string,
    query: ImportQuery,
    bytes: Uint8Array,
  ): Promise<Draft> {
    const { lines, findings } = readManifestCsv(bytes);
    const draft = await this.draft(organisationId, { ...query, lines });
    // Lines are known by their place in the file, not among those that could be read.
    return { plan: { ...draft.plan, lines }, findings: [...draft.findings, ...findings] };
  }

  private async draft(organisationId: string, request: JourneyPlanRequest): Promise<Draft> {
    const { runCode, serviceCode, departureAt, loadingAt, wayCode, lines } = request;
    const plan: JourneyPlan = {
      ...{ runCode, serviceCode, loadingAt: loadingAt ?? departureAt },
      legs: request.legs ?? [],
      lines: lines.map((line, index) => ({ ...line, line: index + 1 })),
    };
    if (request.legs) return { plan, findings: departureDiffers(request) };
    const services = await this.records.journeys.services(organisationId);
    const service = services.find((one) => one.code === serviceCode);
    // Of a service that nobody knows the check of the plan tells.
    if (!service) return { plan, findings: [] };
    const way = legsOfWay(service, wayCode, departureAt);
    return 'legs' in way ? { plan: { ...plan, ...way }, findings: [] } : { plan, ...way };
  }

  private async take(
    actor: Actor,
    organisationId: string,
    { plan, findings }: Draft,
  ): Promise<TakenPlanView> {
    if (isRefused(findings)) {
      const others = await this.records.plans.check(organisationId, plan);
      throw new PlanRefusedError(plan.runCode, [...findings, ...withoutEchoes(others, findings)]);
    }
    const { runId, warnings } = await this.records.plans.take(actor, organisationId, plan);
    const run = await this.records.journeys.run(runId);
    return {
      run: this.views.run(ownRecord(run, organisationId, `run ${runId}`)),
      unitCount: new Set(plan.lines.map(({ unitCode }) => unitCode)).size,
      lotCount: plan.lines.filter(({ lot }) => lot !== null).length,
      warnings: [...findings, ...warnings].map(toFindingView),
    };
  }
}

/** That legs or lines are missing follows from what was told already. */
function withoutEchoes(others: readonly Finding[], told: readonly Finding[]): Finding[] {
  const hasRouteTrouble = told.some(({ line }) => line === null);
  return others.filter(
    ({ code }) =>
      !(code === 'NO_LEGS' && hasRouteTrouble) && !(code === 'NO_LINES' && told.length > 0),
  );
}

function departureDiffers({ legs, departureAt }: JourneyPlanRequest): Finding[] {
  const value = legs?.[0]?.plannedDepartureAt;
  if (value === undefined || value === departureAt) return [];
  const why = `the first leg departs at ${value}`;
  return [finding('WRONG_VALUE', null, 'departureAt', { value: departureAt, why })];
}
