import { Inject, Injectable } from '@nestjs/common';
import {
  judgedBoxSchema,
  type DepartureBoardView,
  type DepartureBoxView,
  type JudgedBoxView,
} from '@lenglian/console-contract';
import { defaultRules, type LimitProfile } from '@lenglian/limits';
import {
  covers,
  finding,
  judgeBox,
  mayLeave,
  stateOfBox,
  type BoardMoment,
  type BoxFacts,
  type Finding,
} from '@lenglian/planning';
import type { Clock, Instant } from '@lenglian/quantities';
import type { DepartingBox, Records, ReleaseRecord, RunRecord } from '@lenglian/records';
import { z } from 'zod';
import { LiveBoard } from '../live/live-board.ts';
import { PeopleNames } from '../live/people-names.ts';
import { PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { reportedByDevices } from './reported-by-device.ts';

/** Boxes that a warning names; the board has them all. */
const BOXES_NAMED_MAX = 10;
/** Of boxes without goods nobody said otherwise. */
const ORDINARY = defaultRules('chilled');

/** A run that is to leave: what is kept of its boxes, and what is to be said of them. */
export interface Leaving {
  readonly boxes: readonly JudgedBoxView[];
  readonly warnings: readonly Finding[];
}

/** 发车放行: gathers what is known of the boxes of a run; libs/planning judges it (ADR 0037). */
@Injectable()
export class DepartureService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    private readonly board: LiveBoard,
    private readonly people: PeopleNames,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
  ) {}

  async boardOf(run: RunRecord): Promise<DepartureBoardView> {
    const { id: runId, code: runCode, state: runState, nameZh, nameEn } = run;
    const releases = await this.records.departures.releases(runId);
    await this.people.learn(releases.map(({ recordedBy }) => recordedBy));
    const kept = await this.records.departures.kept(runId);
    const keptBoxes = kept === undefined ? [] : z.array(judgedBoxSchema).parse(kept.boxes);
    const keptIds = new Set(keptBoxes.map(({ unitId }) => unitId));
    const now = (await this.judged(run)).filter(({ unitId }) => !keptIds.has(unitId));
    const boxes = [
      ...keptBoxes.map((box) => this.withReleases(box, releases, kept?.keptAt)),
      ...now.map((box) => this.withReleases(box, releases)),
    ].sort((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || compare(a, b));
    const first = boxes.filter(({ joinPlaceCode }) => joinPlaceCode === null);
    const count = (isSo: (box: DepartureBoxView) => boolean) => first.filter(isSo).length;
    return {
      ...{ runId, runCode, runState, nameZh, nameEn, revision: releases.length + 1 },
      ...{ asOf: this.clock.now(), judgeNow: this.board.now, keptAt: kept?.keptAt ?? null },
      departsAt: run.legs[0]?.departedAt ?? run.legs[0]?.plannedDepartureAt ?? null,
      counts: {
        boxes: first.length,
        green: count(({ state }) => state === 'GREEN'),
        released: count(({ state, isReleased }) => state !== 'GREEN' && isReleased),
        open: count((box) => !box.mayLeave),
      },
      boxes,
    };
  }

  /** Of a run that is about to leave. What is coupled on later is nobody's concern yet. */
  async leaving(run: RunRecord): Promise<Leaving | undefined> {
    if (run.state !== 'LOADING') return undefined;
    const releases = await this.records.departures.releases(run.id);
    const all = await this.judged(run);
    const boxes = all.filter(({ joinPlaceCode }) => joinPlaceCode === null);
    const open = boxes.filter(
      ({ unitId, checks }) => !mayLeave(releasedChecks(unitId, releases), checks),
    );
    if (open.length === 0) return { boxes, warnings: [] };
    const named = open.slice(0, BOXES_NAMED_MAX).map(({ unitCode }) => unitCode);
    const unitCodes = [...named, ...(open.length > named.length ? ['…'] : [])].join(', ');
    const parameters = { count: open.length, total: boxes.length, unitCodes };
    return { boxes, warnings: [finding('LEFT_NOT_RELEASED', null, 'state', parameters)] };
  }

  private async judged(run: RunRecord): Promise<JudgedBoxView[]> {
    const boxes = await this.records.departures.boxes(run.id);
    const wholes = new Set(boxes.map(({ wholeUnitId }) => wholeUnitId));
    return boxes.map((box) => {
      const facts = this.factsOf(box, wholes.has(box.unitId));
      const checks = judgeBox(facts, this.momentOf(run, box));
      const { unitId, unitCode, unitKind, position, equipmentGroup, joinPlaceCode } = box;
      return {
        ...{ unitId, unitCode, unitKind, position, equipmentGroup, joinPlaceCode },
        declared: box.state,
        lots: box.lots.map(({ lotId, lotCode, commodityCode, profile }) => ({
          ...{ lotId, lotCode, commodityCode },
          ...{ commodityNameZh: profile.nameZh, commodityNameEn: profile.nameEn },
        })),
        state: stateOfBox(checks),
        checks: checks.map((one) => ({ ...one, parameters: { ...one.parameters } })),
      };
    });
  }

  private factsOf(box: DepartingBox, hasParts: boolean): BoxFacts {
    const { lots, devices, wholeUnitId, ...known } = box;
    const limits = lots[0]?.profile;
    const { setpoint, fuel } = limits?.rules ?? ORDINARY;
    const readings = devices.flatMap(
      ({ deviceId }) => this.board.deviceState(deviceId)?.reading ?? [],
    );
    return {
      ...{ ...known, devices, hasParts, isPart: wholeUnitId !== null },
      plannedSetpointCelsius: box.plannedSetpointCelsius ?? limits?.setpoint ?? null,
      setpointTolerance: setpoint.tolerance,
      setpointCriticalTolerance: setpoint.criticalTolerance,
      vent: limits?.rules.vent ?? null,
      fuelPercentMin: fuel.limit,
      reported: reportedByDevices(readings),
      lots: lots.map(({ lotCode, pulpTemperatureCelsius, profile }) => ({
        ...{ lotCode, pulpTemperatureCelsius, limits: pulpLimits(profile) },
      })),
    };
  }

  private momentOf({ legs }: RunRecord, { joinPlaceCode }: DepartingBox): BoardMoment {
    const now = this.clock.now();
    const leg = legs.find(({ fromPlaceCode }) => fromPlaceCode === joinPlaceCode) ?? legs[0];
    return {
      ...{ now, judgeNow: this.board.now },
      departsAt: leg?.departedAt ?? leg?.plannedDepartureAt ?? now,
      arrivesAt: legs.at(-1)?.plannedArrivalAt ?? now,
    };
  }

  /** @param keptAt when the run left; what was said later is told, and lets nothing leave any more */
  private withReleases(
    box: JudgedBoxView,
    all: readonly ReleaseRecord[],
    keptAt?: Instant,
  ): DepartureBoxView {
    const own = all.filter(({ unitId }) => unitId === box.unitId).reverse();
    const inTime = all.filter(({ recordedAt }) => keptAt === undefined || recordedAt <= keptAt);
    const released = releasedChecks(box.unitId, inTime);
    return {
      ...{ ...box, isKept: keptAt !== undefined, isReleased: covers(released, box.checks) },
      mayLeave: mayLeave(released, box.checks),
      releases: own.map(({ id, checks, reason, recordedAt, recordedBy }) => ({
        ...{ id, checks: [...checks], reason, releasedAt: recordedAt },
        releasedBy: this.people.nameOf(recordedBy),
      })),
    };
  }
}

/** Of the newest release of a unit. */
function releasedChecks(unitId: string, releases: readonly ReleaseRecord[]) {
  return releases.findLast((one) => one.unitId === unitId)?.checks ?? [];
}

function pulpLimits(profile: LimitProfile): BoxFacts['lots'][number]['limits'] {
  const { setpoint, band, criticalLow, criticalHigh, rules } = profile;
  return {
    ...{ setpoint, criticalLow, criticalHigh, bandLow: band.low, bandHigh: band.high },
    pullDownMargin: rules.pullDown?.margin ?? 0,
  };
}

function compare(a: JudgedBoxView, b: JudgedBoxView): number {
  return a.unitCode < b.unitCode ? -1 : 1;
}
