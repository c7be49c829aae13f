import { Inject, Injectable } from '@nestjs/common';
import type { FreshnessBasis, FreshnessView } from '@lenglian/console-contract';
import {
  activationEnergy,
  addAgeing,
  ageingRate,
  ageingBeforeLoading,
  ageingIn,
  joinAges,
  lifeLeft,
  meanKineticTemperature,
  NO_AGEING,
  USP_ACTIVATION_ENERGY,
  type LotAge,
  type ShelfLifeModel,
  type UnseenBounds,
} from '@lenglian/freshness';
import { makersOf, type Transformation } from '@lenglian/goods';
import type { LimitProfile } from '@lenglian/limits';
import type { LifeAhead } from '@lenglian/progress';
import { DAY, HOUR, type Clock, type Instant } from '@lenglian/quantities';
import type { LotRecord, Records } from '@lenglian/records';
import { shelfLifeModelIn } from '@lenglian/seed-files';
import { UnknownRecordError } from '../http/errors.ts';
import { CLOCK, RECORDS } from '../parts.ts';
import { LotSeriesService, type LotSeries } from './lot-series.service.ts';

/** Lots that goods were before of which the history is read for one answer; beyond, goods are taken as new. */
const ANCESTORS_MAX = 30;

/** What a lot's life is computed with. */
interface Computation {
  readonly model: ShelfLifeModel;
  readonly unseen: UnseenBounds;
  readonly makers: ReadonlyMap<string, Transformation>;
  readonly organisationId: string;
  ancestorsLeft: number;
}

/** How much of their life the goods of a lot have used, by what was measured since harvest or loading. */
@Injectable()
export class FreshnessService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly measured: LotSeriesService,
  ) {}

  /** @throws HistoryUnavailableError; UnknownRecordError when its limits are not there (any more) */
  async of(lot: LotRecord): Promise<FreshnessView> {
    const profile = await this.profileOf(lot);
    const model = shelfLifeModelIn(await this.records.journeys.profileDetails(profile.id));
    const unseen = { coldest: profile.setpoint, warmest: profile.criticalHigh };
    const now = this.clock.now();
    const own = await this.timeOf(lot, now);
    if (!own) return { ...nothingKnown('NOT_LOADED', now), ...keeping(model) };
    const { placements, until } = own;
    const lastDay = { from: Math.max(own.from, until - DAY), until };
    const energy = model ? activationEnergy(model) : USP_ACTIVATION_ENERGY;
    const seen = await this.measured.of(placements, own);
    const mean = meanKineticTemperature(seen.series, lastDay, energy);
    const told = {
      measuredBy: seen.measuredBy,
      meanKineticTemperatureCelsius: rounded(mean.celsius, 2),
      meanKineticTemperatureMeasuredMinutes: rounded(mean.measuredMinutes, 1),
    };
    if (!model) return { ...nothingKnown('NO_MODEL', until), ...told };
    const age = await this.ageOf(lot, until, seen, await this.computing(lot, profile, model));
    return { ...nothingKnown('NOT_MEASURED', until), ...told, ...figures(age, model, unseen) };
  }

  /**
   * What is left of a lot's life in the worst case, and how fast that goes by at its set-point.
   *
   * @returns undefined where nothing measured tells it
   * @throws HistoryUnavailableError; UnknownRecordError when its limits are not there (any more)
   */
  async ahead(lot: LotRecord): Promise<LifeAhead | undefined> {
    const profile = await this.profileOf(lot);
    const model = shelfLifeModelIn(await this.records.journeys.profileDetails(profile.id));
    const own = model && (await this.timeOf(lot, this.clock.now()));
    if (!own) return undefined;
    const age = await this.ageOf(
      lot,
      own.until,
      undefined,
      await this.computing(lot, profile, model),
    );
    if (!age || age.ageing.measuredMinutes === 0) return undefined;
    return {
      asOf: own.until,
      left: lifeLeft(age.ageing, model).remainingHoursWorst * HOUR,
      rate: ageingRate(model, profile.setpoint),
    };
  }

  private async computing(
    lot: LotRecord,
    { setpoint, criticalHigh }: LimitProfile,
    model: ShelfLifeModel,
  ): Promise<Computation> {
    const makers = makersOf(await this.records.lots.related(lot.id));
    const unseen = { coldest: setpoint, warmest: criticalHigh };
    const { organisationId } = lot;
    return { model, unseen, makers, organisationId, ancestorsLeft: ANCESTORS_MAX };
  }

  async profileOf(lot: LotRecord): Promise<LimitProfile> {
    const profiles = await this.records.journeys.profiles(lot.organisationId);
    const profile = profiles.find(({ id }) => id === lot.profileId);
    if (!profile) throw new UnknownRecordError(`profile of lot ${lot.id}`);
    return profile;
  }

  /** From when to when it lay anywhere; undefined when it never has. */
  async timeOf({ id: subjectId, organisationId }: LotRecord, now: Instant) {
    const placements = await this.records.bindings.list({ kind: 'lot', subjectId, organisationId });
    const [first, last] = [placements[0], placements.at(-1)];
    if (!first || !last || first.from > now) return undefined;
    const until = Math.min(now, last.until ?? now);
    return { placements, from: first.from, until };
  }

  /** A lot's own part and what its goods had behind them; a lot made of others brings theirs along. */
  private async ageOf(
    lot: LotRecord,
    until: Instant,
    seen: LotSeries | undefined,
    by: Computation,
  ): Promise<LotAge | undefined> {
    const own = await this.timeOf(lot, until);
    if (!own) return undefined;
    const maker = by.makers.get(lot.id);
    const before = maker
      ? await this.brought(maker, by)
      : ageingBeforeLoading(
          { ...lot, loadedAt: own.from, pulpAtLoading: lot.pulpTemperatureCelsius },
          by.model,
          by.unseen,
        );
    const { series } = seen ?? (await this.measured.of(own.placements, own));
    const span = { from: maker?.at ?? own.from, until: Math.min(until, own.until) };
    const ageing = ageingIn(series, span, by.model, by.unseen);
    return { ...before, ageing: addAgeing(before.ageing, ageing) };
  }

  /** What went into the event that made a lot. */
  private async brought(maker: Transformation, by: Computation): Promise<LotAge> {
    const asNew = {
      ...{ basis: 'FRESH_AT_LOADING' as const, countedFrom: maker.at, ageing: NO_AGEING },
    };
    const ages: (LotAge & { kilograms: number | null })[] = [];
    for (const { lotId, quantityKilograms: kilograms } of maker.inputs) {
      const lot = by.ancestorsLeft-- > 0 ? await this.records.journeys.lot(lotId) : undefined;
      const isOurs = lot?.organisationId === by.organisationId;
      const age = isOurs ? await this.ageOf(lot, maker.at, undefined, by) : undefined;
      ages.push({ ...(age ?? asNew), kilograms });
    }
    return ages.length === 0 ? asNew : joinAges(ages, maker.kind === 'COMMINGLE');
  }
}

function nothingKnown(basis: FreshnessBasis, asOf: Instant): FreshnessView {
  return {
    ...{ basis, countedFrom: null, measuredBy: null },
    ...{ remainingShelfLifeHoursBest: null, remainingShelfLifeHoursWorst: null },
    ...{ lifeUsedPercentBest: null, lifeUsedPercentWorst: null },
    ...{ keepsDaysLeast: null, keepsDaysMost: null, referenceTemperatureCelsius: null },
    ...{ measuredMinutes: 0, unknownMinutes: 0 },
    ...{ unseenColdestCelsius: null, unseenWarmestCelsius: null },
    ...{ meanKineticTemperatureCelsius: null, meanKineticTemperatureMeasuredMinutes: 0 },
    asOf,
  };
}

function keeping(model: ShelfLifeModel | null) {
  if (!model) return {};
  return {
    keepsDaysLeast: model.keepsLeast / DAY,
    keepsDaysMost: model.keepsMost / DAY,
    referenceTemperatureCelsius: model.reference,
  };
}

function figures(age: LotAge | undefined, model: ShelfLifeModel, unseen: UnseenBounds) {
  if (!age) return keeping(model);
  const { basis, countedFrom, ageing } = age;
  const minutes = {
    measuredMinutes: rounded(ageing.measuredMinutes, 1),
    unknownMinutes: rounded(ageing.unknownMinutes, 1),
  };
  // What stands on no measurement at all is no figure of ours.
  if (ageing.measuredMinutes === 0) return { ...keeping(model), ...minutes };
  const left = lifeLeft(ageing, model);
  return {
    ...{ basis, countedFrom, ...keeping(model), ...minutes },
    remainingShelfLifeHoursBest: rounded(left.remainingHoursBest, 1),
    remainingShelfLifeHoursWorst: rounded(left.remainingHoursWorst, 1),
    lifeUsedPercentBest: rounded(left.usedPercentBest, 2),
    lifeUsedPercentWorst: rounded(left.usedPercentWorst, 2),
    unseenColdestCelsius: unseen.coldest,
    unseenWarmestCelsius: unseen.warmest,
  };
}

function rounded(value: number, decimals: number): number;
function rounded(value: number | null, decimals: number): number | null;
function rounded(value: number | null, decimals: number): number | null {
  return value === null ? null : Number(value.toFixed(decimals));
}
