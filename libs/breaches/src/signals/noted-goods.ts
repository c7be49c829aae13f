import type { LimitProfile } from '@lenglian/limits';
import type { Celsius, Instant } from '@lenglian/quantities';
import type { LotContext } from '../lot-context.ts';
import { Estimate } from './estimate.ts';
import type { Memory, Remembering } from './memory.ts';
import type { Silence } from './paces.ts';
import { PullDown, type PullDownState } from './pull-down.ts';

/**
 * Goods that were noted warm at loading, as they are reckoned where no probe lies in them. A probe tells of what it touches; fruit in the
 * middle of the load may be warm for a day longer, and whether that has cooled in time is asked of this, whatever a probe says.
 */
export class NotedGoods implements Remembering {
  private readonly goods: Estimate;
  private readonly pullDown: PullDown;
  private isLate = false;

  /** @returns none where nobody noted how warm the goods came, or they have no pull-down */
  static of(profile: LimitProfile, context: LotContext, silence: Silence): NotedGoods | undefined {
    const { pullDown } = profile.rules;
    const { loadedProduct } = context;
    if (pullDown === null || loadedProduct === null) return undefined;
    return new NotedGoods(
      new Estimate(profile.rules.estimate, silence, loadedProduct),
      new PullDown(pullDown, context, profile),
    );
  }

  private constructor(goods: Estimate, pullDown: PullDown) {
    this.goods = goods;
    this.pullDown = pullDown;
  }

  /** @returns as of any pull-down; in a sample that says nothing of the air that they are late, if they were, and otherwise nothing */
  observe(air: Celsius, isFanOff: boolean, at: Instant): PullDownState | undefined {
    const { goods, pullDown } = this;
    if (pullDown.isOver) return 'DONE';
    if (goods.isHole(at)) pullDown.waitFrom(at);
    if (Number.isNaN(goods.follow(air, isFanOff, at))) return this.isLate ? 'LATE' : undefined;
    const state = pullDown.observe(goods.warmest, true, at);
    this.isLate = state === 'LATE';
    if (pullDown.isOver) goods.forget();
    return state;
  }

  save(into: Memory): void {
    this.goods.save(into);
    this.pullDown.save(into);
    into.write(this.isLate ? 1 : 0);
  }

  restore(from: Memory): void {
    this.goods.restore(from);
    this.pullDown.restore(from);
    this.isLate = from.read() === 1;
  }
}
