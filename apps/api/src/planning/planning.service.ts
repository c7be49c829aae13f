import { Inject, Injectable } from '@nestjs/common';
import type {
  ImportQuery,
  PlanCheckView,
  SentPlan,
  TakenPlanView,
} from '@lenglian/console-contract';
import { finding, isRefused, type Finding, type JourneyPlan } from '@lenglian/planning';
import { toIso } from '@lenglian/quantities';
import { PlanRefusedError, copyPlan, type Actor, type Records } from '@lenglian/records';
import type { SignedIn } from '../access/signed-in.ts';
import { ownRecord } from '../http/own-records.ts';
import { LiveViews } from '../live/live-views.ts';
import { RECORDS } from '../parts.ts';
import { toFindingView } from './finding-view.ts';
import { legsOfWay } from './legs-of-way.ts';
import { readManifestCsv } from './manifest-csv.ts';
import { readLines, type ReadLines } from './read-lines.ts';

/** How a plan is called and when it goes, and its legs where they are given. */
type PlanHead = Omit<SentPlan, 'lines'>;

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

  check({ user }: SignedIn, { lines, ...head }: SentPlan): Promise<PlanCheckView> {
    return this.checkLines(user.organisationId, head, readLines(lines));
  }

  create(who: SignedIn, { lines, ...head }: SentPlan): Promise<TakenPlanView> {
    return this.takeLines(who, head, readLines(lines));
  }

  /** What would be said about a file, as `importCsv` would refuse it or warn of it. */
  checkCsv({ user }: SignedIn, query: ImportQuery, bytes: Uint8Array): Promise<PlanCheckView> {
    return this.checkLines(user.organisationId, query, readManifestCsv(bytes));
  }

  importCsv(who: SignedIn, query: ImportQuery, bytes: Uint8Array): Promise<TakenPlanView> {
    return this.takeLines(who, query, readManifestCsv(bytes));
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

  private async checkLines(
    organisationId: string,
    head: PlanHead,
    read: ReadLines,
  ): Promise<PlanCheckView> {
    const findings = await this.findingsOf(
      organisationId,
      await this.draft(organisationId, head, read),
    );
    return { wouldBeTaken: !isRefused(findings), findings: findings.map(toFindingView) };
  }

  private async takeLines(
    { user }: SignedIn,
    head: PlanHead,
    read: ReadLines,
  ): Promise<TakenPlanView> {
    const draft = await this.draft(user.organisationId, head, read);
    return this.take({ id: user.id }, user.organisationId, draft);
  }

  /** Every bad line is told, also where others cannot even be read. */
  private async findingsOf(
    organisationId: string,
    { plan, findings }: Draft,
  ): Promise<readonly Finding[]> {
    const others = await this.records.plans.check(organisationId, plan);
    return [...findings, ...withoutEchoes(others, findings)].sort(
      (a, b) => (a.line ?? 0) - (b.line ?? 0),
    );
  }

  /** Lines are known by their place in the file, not among those that could be read. */
  private async draft(organisationId: string, head: PlanHead, read: ReadLines): Promise<Draft> {
    const { runCode, serviceCode, departureAt, loadingAt, wayCode, legs } = head;
    const plan: JourneyPlan = {
      ...{ runCode, serviceCode, loadingAt: loadingAt ?? departureAt },
      ...{ legs: legs ?? [], lines: read.lines },
    };
    const drafted = (way: Partial<JourneyPlan>, findings: readonly Finding[] = []): Draft => ({
      ...{ plan: { ...plan, ...way }, findings: [...findings, ...read.findings] },
    });
    if (legs) return drafted({}, departureDiffers(head));
    const services = await this.records.journeys.services(organisationId);
    const service = services.find((one) => one.code === serviceCode);
    // Of a service that nobody knows the check of the plan tells.
    if (!service) return drafted({});
    const way = legsOfWay(service, wayCode, departureAt);
    return 'legs' in way ? drafted(way) : drafted({}, way.findings);
  }

  private async take(
    actor: Actor,
    organisationId: string,
    { plan, findings }: Draft,
  ): Promise<TakenPlanView> {
    if (isRefused(findings)) {
      const all = await this.findingsOf(organisationId, { plan, findings });
      throw new PlanRefusedError(plan.runCode, all);
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

function departureDiffers({ legs, departureAt }: PlanHead): Finding[] {
  const value = legs?.[0]?.plannedDepartureAt;
  if (value === undefined || value === departureAt) return [];
  const at = toIso(value);
  const why = { why: `the first leg departs at ${at}`, whyZh: `第一段 ${at} 出发` };
  return [finding('WRONG_VALUE', null, 'departureAt', { value: toIso(departureAt), ...why })];
}
