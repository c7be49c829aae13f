import type { LimitProfile } from '@lenglian/limits';
import { CARGO_PROBES, type ChannelIndex, type Reading } from '@lenglian/readings';
import type { AirNow } from './cold-air.ts';
import { healthyValue } from './healthy-value.ts';
import { Jumps } from './jumps.ts';
import type { Memory, Remembering } from './memory.ts';
import type { Signals } from './signals.ts';
import { StillAir, StillProbe } from './stillness.ts';

/** What a machine that works takes out of the air of frozen goods at most, kelvin: more is told by a sensor that lies. [C] */
const SPANNED_MAX = 4;

/** Sensors that stand still, leap, or disagree. */
export class Sensors implements Remembering {
  private readonly disagreement: number;
  private readonly areInTwoAirs: boolean;
  private readonly stillReturn: StillAir;
  private readonly stillSupply: StillAir;
  private readonly stillProbes: readonly StillProbe[];
  private readonly probeJumps = new Jumps(0.5, 1);
  private readonly returnJumps = new Jumps(5, 5);

  constructor({ rules, thermalState }: Pick<LimitProfile, 'rules' | 'thermalState'>) {
    const { suspect, gapMax } = rules;
    this.disagreement = suspect.disagreement;
    this.areInTwoAirs = thermalState === 'frozen';
    this.stillReturn = new StillAir(suspect, gapMax);
    this.stillSupply = new StillAir(suspect, gapMax);
    this.stillProbes = CARGO_PROBES.map(() => new StillProbe(suspect, gapMax));
  }

  /**
   * @param isQuiet neither excused nor pulled down
   * @returns whether probes disagree, or a sensor leaps
   */
  tell(reading: Reading, s: Signals, air: AirNow, isQuiet: boolean): boolean {
    const { back, supply, at } = air;
    let isStuck = this.stillReturn.observe(back, supply, at);
    if (this.stillSupply.observe(supply, back, at)) isStuck = true;
    for (let i = 0; i < CARGO_PROBES.length; i++) {
      const value = healthyValue(reading, CARGO_PROBES[i] as ChannelIndex);
      if (this.stillProbes[i]?.observe(value, back, at)) isStuck = true;
    }
    s.stuck = isStuck ? 1 : 0;
    const leaps = this.probeJumps.observe(s.isWarmLeft ? Number.NaN : s.warmestProbe, at);
    const airLeaps = this.returnJumps.observe(back, at);
    // Goods at the door, or at the rim while the fan stood still, are warmer for longer than their air.
    const areApart = !air.isUneven && s.probesApart > this.disagreement + this.spannedBy(air);
    return leaps || (isQuiet && (airLeaps || areApart));
  }

  /** Frozen goods are held by the air that comes back: where what is sent arrives they are as much colder (ADR 0047). */
  private spannedBy({ supply, back }: AirNow): number {
    return this.areInTwoAirs && back > supply ? Math.min(back - supply, SPANNED_MAX) : 0;
  }

  save(into: Memory): void {
    for (const part of this.parts) part.save(into);
  }

  restore(from: Memory): void {
    for (const part of this.parts) part.restore(from);
  }

  private get parts(): readonly Remembering[] {
    const { stillReturn, stillSupply, stillProbes, probeJumps, returnJumps } = this;
    return [stillReturn, stillSupply, ...stillProbes, probeJumps, returnJumps];
  }
}
