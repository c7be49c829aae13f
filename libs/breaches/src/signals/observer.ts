import type { LimitProfile } from '@lenglian/limits';
import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import {
  AMBIENT,
  DEFROSTING,
  DOOR_OPEN,
  POWERED,
  QualityFlag,
  RETURN,
  SETPOINT,
  SUPPLY,
  type Reading,
} from '@lenglian/readings';
import { isAtStop, isInRoom, isOnRound, plannedSetpoint, type LotContext } from '../lot-context.ts';
import { ColdAir, colderOf, type AirNow } from './cold-air.ts';
import { Door } from './door.ts';
import { Equipment } from './equipment.ts';
import { Estimate } from './estimate.ts';
import { Grace } from './grace.ts';
import { healthyValue } from './healthy-value.ts';
import { areWarmGoods, excessOf, isExcused, unheldBy } from './holding.ts';
import { Loading } from './loading.ts';
import { Memory, type Remembering } from './memory.ts';
import { MilkTank } from './milk-tank.ts';
import { NotedGoods } from './noted-goods.ts';
import { Paces } from './paces.ts';
import { Power } from './power.ts';
import { ProductBefore } from './product-before.ts';
import { PullDown, type PullDownState } from './pull-down.ts';
import { Recovery } from './recovery.ts';
import { Rise } from './rise.ts';
import { Sensors } from './sensors.ts';
import type { Signals } from './signals.ts';
import { SupposedGoods } from './supposed-goods.ts';
import { Turns } from './turns.ts';
import { Waking } from './waking.ts';
import { airAtGoods } from './warmed-air.ts';
import { UNEVEN, WarmedGoods } from './warmed-goods.ts';

/** Supply air that is warmer than it should be by so much is not held, kelvin. */
const NOT_HELD = 0.5;
const NOT_A_NUMBER = Number.NaN;

/**
 * The fold of a lot's readings, in order of event time, into signals. Its memory is some 200
 * numbers, whatever the rate and the length of the journey.
 */
export class Observer {
  private readonly profile: LimitProfile;
  private readonly context: LotContext;
  private readonly paces: Paces;
  private readonly before = new ProductBefore();
  private readonly door: Door;
  private readonly grace: Grace;
  private readonly estimate: Estimate;
  private readonly supposed: SupposedGoods | undefined;
  private readonly warmed: WarmedGoods;
  private readonly coldAir: ColdAir;
  private readonly pullDown: PullDown | undefined;
  private readonly noted: NotedGoods | undefined;
  private readonly loading: Loading;
  private readonly productRise: Rise;
  private readonly returnRise: Rise;
  private readonly turns: Turns | undefined;
  private readonly power: Power;
  private readonly recovery: Recovery | undefined;
  private readonly tank: MilkTank | undefined;
  private readonly waking: Waking | undefined;
  private readonly equipment: Equipment;
  private readonly sensors: Sensors;
  private readonly parts: readonly Remembering[];
  /** Until when a probe is awaited, and speaks for the goods. */
  private probeUntil = NOT_A_NUMBER;
  /** When air stood still last for want of power. */
  private stillAt = NOT_A_NUMBER;

  constructor(profile: LimitProfile, context: LotContext) {
    const { rules } = profile;
    this.profile = profile;
    this.context = context;
    const excusing = Math.min(rules.bandHigh.airDelay, rules.bandLow?.airDelay ?? Infinity);
    const paces = (this.paces = new Paces(rules.gapMax));
    this.grace = new Grace(rules.grace, paces.any, excusing);
    this.estimate = new Estimate(rules.estimate, paces.air, context.loadedProduct ?? NOT_A_NUMBER);
    // What is known of a box's air is known of one that keeps goods chilled.
    const isChilled = profile.thermalState === 'chilled';
    this.supposed = isChilled ? new SupposedGoods(profile, paces.air) : undefined;
    this.warmed = new WarmedGoods(profile);
    this.coldAir = new ColdAir(profile, paces.air);
    this.pullDown = rules.pullDown ? new PullDown(rules.pullDown, context, profile) : undefined;
    this.noted = NotedGoods.of(profile, context, paces.air);
    this.productRise = new Rise(rules.gapMax);
    this.returnRise = new Rise(rules.gapMax);
    this.turns = rules.startStop ? new Turns(rules.startStop, rules.gapMax) : undefined;
    this.door = new Door(context);
    this.power = new Power(profile, context, paces.any);
    this.tank = rules.milk ? new MilkTank(profile, rules.milk, context, paces.any) : undefined;
    const levelMin = rules.milk?.levelMin ?? null;
    this.waking = context.isProvisional ? new Waking(rules.gapMax, levelMin) : undefined;
    this.equipment = new Equipment(profile, context);
    this.loading = new Loading(paces.any);
    this.sensors = new Sensors(profile);
    const { setpointHeld } = rules;
    this.recovery = setpointHeld
      ? new Recovery({ ...setpointHeld, delay: setpointHeld.recoveryDelay }, paces.air)
      : undefined;
    this.parts = this.remembering();
  }

  /** Takes the next reading; `s` is overwritten, for the live judge allocates nothing a reading. */
  observe(reading: Reading, s: Signals): void {
    const at = reading.measuredAt;
    const powered = healthyValue(reading, POWERED);
    const planned = this.plannedFor(reading);
    const back = healthyValue(reading, RETURN);
    const supply = healthyValue(reading, SUPPLY);
    this.paces.observe(reading, s, back, supply);
    if (this.waking && !this.waking.observe(reading, planned)) return s.silence();
    const door = healthyValue(reading, DOOR_OPEN);
    const atStop = isAtStop(this.context, at);
    // Without power nothing heats the coil: such a flag is a contradiction and excuses nothing.
    const isDefrosting = healthyValue(reading, DEFROSTING) === 1 && powered !== 0;
    const onRound = isOnRound(this.context, at);
    const isRiding = !atStop && !onRound && !isInRoom(this.context, at);
    const flags = { isDefrosting, isDoorOpen: door === 1, isOnRound: onRound, isRiding };
    const isGraced = this.grace.observe(flags, this.isBeyondLimits(back, supply), at);
    this.equipment.tell(reading, s, planned);
    const isMilkSuspect = this.readTank(reading, s, atStop);
    const air = this.cargoAir(back, supply, isDefrosting);
    const hasProbe = this.readProduct(s, air, isDefrosting || powered === 0, at);
    const warmest = s.isWarmLeft ? NOT_A_NUMBER : s.productWarm;
    const pullDown = this.pullDown?.observe(warmest, !Number.isNaN(s.estimate), at) ?? 'DONE';
    s.isPreCooling = this.pullDown?.isPreCooling ?? false;
    // With the fan off return air is not cargo (operations.md §A8); the estimate follows slowly.
    const isCargoAir = !isGraced && powered !== 0;
    const sinceStill = this.sinceStill(powered, at);
    const isUneven = this.grace.wasExplainedWithin(UNEVEN, at) || sinceStill <= UNEVEN;
    const isBack = sinceStill <= this.profile.rules.grace.afterDoor;
    const ambient = healthyValue(reading, AMBIENT);
    const isStill = powered === 0;
    if (this.loading.observe(door, atStop, at)) this.coldAir.load();
    const noted = this.noted?.observe(air, isDefrosting || isStill, at);
    const arePulledDown = pullDown === 'FALLING' || noted === 'FALLING';
    // Plain objects: they cost nothing where spreads do, for each reading of the fleet.
    const now = {
      deviceId: reading.deviceId,
      supply,
      back,
      ambient,
      set: healthyValue(reading, SETPOINT),
      isStill,
      isExplained: this.grace.isExplained || isBack,
      isDisturbed: this.grace.isFresh || isBack,
      isUneven,
      isRiding,
      arePulledDown,
      at,
    };
    const isAsked = isRiding && !this.coldAir.isSupplyDoubted;
    const given = { air, isFanOff: isDefrosting || isStill, isAsked };
    const known = (s.productKnown = s.productWarm);
    // After the pull-down was asked: what is supposed excuses nothing.
    const supposed = this.supposed?.tell(s, this.estimate, now, given) ?? NOT_A_NUMBER;
    this.before.tell(s, at);
    // A fan of which nobody says that it runs excuses nothing.
    const isFanOn = powered === 1 && !isDefrosting;
    const cooling = isUneven && isFanOn ? back : NOT_A_NUMBER;
    const unheld = supply > planned + NOT_HELD ? supply : NOT_A_NUMBER;
    const isReturnOfCargo = isCargoAir && !(isDefrosting && this.equipment.isCoilHeated(at));
    const judged = isReturnOfCargo ? back : NOT_A_NUMBER;
    this.tellHeat(s, pullDown, judged, { hasProbe, cooling, unheld, supposed, at });
    s.supplyForBandLow = hasProbe || !isCargoAir ? NOT_A_NUMBER : supply;
    this.coldAir.tell(s, now, known);
    this.tellHolding(s, now, noted);
    const coldest = Number.isNaN(s.estimate) ? s.productCold : s.estimate;
    this.power.tell(s, { powered, returnAir: back, ambient, outer: outerOf(s), coldest, at });
    this.door.tell(s, door, atStop || onRound, at);
    const isQuiet = !(isGraced && this.grace.isExplained) && pullDown === 'DONE';
    this.tellMotion(s, back, { isQuiet, hasProbe, powered, set: now.set, at });
    const isOdd = this.sensors.tell(reading, s, now, isQuiet) || isMilkSuspect;
    this.tellDoubt(s, isOdd || (reading.flags & ODD_FLAGS) !== 0);
    s.noLot = this.waking ? 1 : NOT_A_NUMBER;
  }

  save(): Float64Array {
    const memory = new Memory();
    memory.write(this.probeUntil);
    memory.write(this.stillAt);
    for (const part of this.parts) part.save(memory);
    return memory.toArray();
  }

  /** Goes on from what `save` gave; from nothing without. */
  restore(saved: ArrayLike<number> = []): void {
    const memory = new Memory(saved);
    this.probeUntil = memory.read();
    this.stillAt = memory.read();
    for (const part of this.parts) part.restore(memory);
  }

  private remembering(): readonly Remembering[] {
    return [
      this.paces,
      this.before,
      this.door,
      this.grace,
      this.estimate,
      ...(this.supposed ? [this.supposed] : []),
      this.warmed,
      this.coldAir,
      ...(this.pullDown ? [this.pullDown] : []),
      ...(this.noted ? [this.noted] : []),
      this.loading,
      this.productRise,
      this.returnRise,
      ...(this.turns ? [this.turns] : []),
      this.power,
      ...(this.tank ? [this.tank] : []),
      ...(this.waking ? [this.waking] : []),
      this.equipment,
      this.sensors,
      ...(this.recovery ? [this.recovery] : []),
    ];
  }

  private sinceStill(powered: number, at: Instant): Duration {
    if (powered === 0) this.stillAt = at;
    return at - this.stillAt;
  }

  private plannedFor({ measuredAt }: Reading): Celsius {
    return plannedSetpoint(this.context, measuredAt) ?? this.profile.setpoint;
  }

  /** Of a tank: whether its signs contradict each other. */
  private readTank(reading: Reading, s: Signals, atStop: boolean): boolean {
    s.milk = NOT_A_NUMBER;
    if (!this.tank) return false;
    const isOdd = this.tank.tell(reading, s, atStop);
    // No rise of what was there.
    if (this.tank.hasRisen) this.productRise.forget();
    return isOdd;
  }

  /** The product itself, or its estimate. Says whether a probe is there to know better. */
  private readProduct(s: Signals, air: Celsius, isFanOff: boolean, at: Instant): boolean {
    if (this.paces.hasProbe) this.probeUntil = this.paces.probeAwaitedUntil;
    const hasProbe = at <= this.probeUntil;
    s.estimate = NOT_A_NUMBER;
    const isKnown = !Number.isNaN(s.warmestProbe);
    if (isKnown && !this.paces.isWarmerLately) this.estimate.know(s.warmestProbe, at);
    else if (!isKnown && !hasProbe && this.profile.rules.milk === null)
      s.estimate = this.estimate.follow(air, isFanOff, at);
    const isEstimated = !Number.isNaN(s.estimate);
    s.productWarm = isEstimated ? this.estimate.warmest : s.warmestProbe;
    s.productCold = isEstimated ? this.estimate.coldest : s.coldestProbe;
    return hasProbe;
  }

  private isBeyondLimits(returnAir: Celsius, supplyAir: Celsius): boolean {
    const { band, rules } = this.profile;
    return returnAir > band.high + rules.returnAirMargin || supplyAir < (band.low ?? -Infinity);
  }

  /** The air that the goods follow, as far as sensors tell. */
  private cargoAir(returnAir: Celsius, supplyAir: Celsius, isDefrosting: boolean): Celsius {
    if (this.coldAir.isSupplyDoubted && !Number.isNaN(returnAir)) return returnAir;
    // The coil that is heated makes sensors near it read too high (domain.md §5, §7 Q5).
    if (isDefrosting) return colderOf(returnAir, supplyAir);
    return airAtGoods(supplyAir, returnAir);
  }

  private tellHeat(
    s: Signals,
    pullDown: PullDownState,
    returnAir: Celsius,
    { hasProbe, cooling, unheld, supposed, at }: HeatNow,
  ): void {
    const isExcused = pullDown === 'FALLING';
    s.isPullingDown = isExcused;
    s.probeForHeat = isExcused ? NOT_A_NUMBER : s.warmestProbe;
    // Critical warmth is never excused by what cools the goods. The core is known apart.
    const outer = this.warmed.outer(s.estimate, cooling, at);
    const isSilent = isExcused || Number.isNaN(s.estimate);
    s.estimateForHeat = isSilent ? NOT_A_NUMBER : warmerOf(this.estimate.orCore(outer), supposed);
    s.estimateForCritical = isSilent
      ? NOT_A_NUMBER
      : warmerOf(this.estimate.orCore(s.estimate), supposed);
    const judged = isExcused ? NOT_A_NUMBER : returnAir;
    s.returnForHeat = hasProbe ? NOT_A_NUMBER : judged;
    const isBeside = hasProbe || this.paces.isProbeStanding;
    s.airBesideProbe = isBeside ? (judged + unheld) / 2 : NOT_A_NUMBER;
    const isOpen = s.isWarmLeft || Number.isNaN(s.productWarm);
    s.pullDownLate = isOpen ? NOT_A_NUMBER : pullDown === 'LATE' ? 1 : 0;
  }

  private tellDoubt(s: Signals, isOdd: boolean): void {
    s.suspect = isOdd ? 1 : 0;
    const isOddAir = s.airAtOdds === 1 || this.coldAir.isSomethingLacking;
    s.isUnverified = isOdd || s.stuck === 1 || isOddAir;
  }

  /** Whether goods that were noted warm cool as they must, and the unit holds what it is set to. */
  private tellHolding(s: Signals, air: AirNow, noted: PullDownState | undefined): void {
    s.notedLate = noted === undefined ? NOT_A_NUMBER : noted === 'LATE' ? 1 : 0;
    const { loadedAt } = this.context;
    const holding = { loadedAt, isSetAnew: this.coldAir.isSetAnew };
    s.airUnheld = unheldBy(air, holding);
    const { at } = air;
    const isOpened = this.grace.wasOpenWithin(UNEVEN, at) || at - this.stillAt <= UNEVEN;
    const isElse = isOpened || isExcused(air, holding) || areWarmGoods(s.warmestProbe, air);
    s.airUnrecovered = this.recovery
      ? this.recovery.observe({ flag: s.defrosting, excess: excessOf(air), isExcused: isElse, at })
      : NOT_A_NUMBER;
  }

  private tellMotion(
    s: Signals,
    returnAir: Celsius,
    now: { isQuiet: boolean; hasProbe: boolean; powered: number; set: Celsius; at: Instant },
  ): void {
    // What took in warmth through a door is warmer than before it, and warms no further.
    if (this.grace.isExplained || this.paces.isProbeBack) this.productRise.forget();
    // Without power air is not cargo, and warm again soon after.
    if (this.grace.isExplained || !now.isQuiet || now.powered === 0) this.returnRise.forget();
    const product = s.isWarmLeft ? NOT_A_NUMBER : outerOf(s);
    const productRise = this.productRise.observe(product, now.at);
    // Goods that were too cold and become what they should be are no danger.
    const isTold = now.isQuiet && product > this.profile.setpoint;
    s.productRise = isTold ? productRise : NOT_A_NUMBER;
    s.returnRise =
      now.isQuiet && !now.hasProbe ? this.returnRise.observe(returnAir, now.at) : NOT_A_NUMBER;
    s.startStop = NOT_A_NUMBER;
    if (!this.turns || Number.isNaN(returnAir)) return;
    // Doors of a round, one after the other, would be a saw; a switch that flickers under way only hides a sample.
    if (now.powered === 0 || this.grace.isExplained || !now.isQuiet) this.turns.forget();
    else if (!this.grace.isFresh) s.startStop = this.turns.observe(returnAir, now.at, now.set);
  }
}

/** What the heat rules see besides return air, °C. */
interface HeatNow {
  readonly hasProbe: boolean;
  /** Return air that cools what a door or a defrost warmed; NaN otherwise. */
  readonly cooling: Celsius;
  /** Supply air that is not what was set; NaN otherwise. */
  readonly unheld: Celsius;
  /** Goods by what they give the air; NaN where nothing is supposed. */
  readonly supposed: Celsius;
  readonly at: Instant;
}

const ODD_FLAGS = QualityFlag.SENTINEL | QualityFlag.IMPLAUSIBLE;

/** The first, where the other is not warmer or none. */
function warmerOf(a: Celsius, b: Celsius): Celsius {
  return b > a ? b : a;
}

/** What of the product answers first: probes, else the outer part of the estimate. */
function outerOf(s: Signals): Celsius {
  return Number.isNaN(s.estimate) ? s.productWarm : s.estimate;
}
