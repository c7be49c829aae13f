import { compareSeverity, type Episode, type LotJudge, type Severity } from '@lenglian/breaches';
import { LotTwin, type Foretold, type OperatingContext } from '@lenglian/prediction';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import { drawContext } from '../prediction/draw-context.ts';
import type { ToldAlert } from './watch-unit.ts';
import type { WatchedUnit } from './watched-unit.ts';

type ReadingsFrom = (from: Instant) => readonly Reading[];

/** What is foretold of a unit's goods, asked as the live judge asks: PREDICTED, one at a time. */
export class ForetoldWatch {
  private readonly unitId: string;
  private readonly twin: LotTwin;
  private readonly way: OperatingContext;
  private readonly told: ToldAlert[] = [];

  constructor({ id, profile, context, plan }: WatchedUnit) {
    this.unitId = id;
    this.way = drawContext(plan);
    const loading = {
      at: context.loadedAt ?? plan.from,
      product: context.loadedProduct ?? Number.NaN,
      moves: [],
    };
    this.twin = new LotTwin([{ from: Number.NEGATIVE_INFINITY, profile }], loading);
  }

  observe(reading: Reading, judge: LotJudge, readingsFrom: ReadingsFrom): void {
    this.twin.observe(reading);
    if (this.twin.isDue) this.ask(judge, readingsFrom);
  }

  /** What came late was judged: what is foretold goes by it from now on. */
  noteLate(first: Instant, judge: LotJudge, readingsFrom: ReadingsFrom): void {
    this.twin.noteLate(first);
    this.ask(judge, readingsFrom);
  }

  alerts(): readonly ToldAlert[] {
    return this.told;
  }

  private ask(judge: LotJudge, readingsFrom: ReadingsFrom): void {
    const lasting = judge.episodes().filter(({ endedAt }) => endedAt === null);
    const newest = Math.max(this.twin.newest, judge.through);
    const standing = this.told.at(-1)?.episode;
    const told = standing?.endedAt === null ? standing : undefined;
    const answer = this.twin.ask(this.way, { newest, readingsFrom }, lasting, told);
    if (answer) this.tell(answer.foretold, told, answer.outlook.now);
  }

  private tell(foretold: readonly Foretold[], told: Episode | undefined, at: Instant): void {
    const severity = foretold.map((one) => one.severity).reduce<Severity>(worse, 'INFO');
    if (told && foretold.some(({ celsius }) => celsius === told.limit)) {
      this.change({ severity: worse(told.severity, severity) });
      return;
    }
    if (told) {
      const end = Math.max(at, told.raisedAt);
      this.change({ endedAt: end, clearedAt: end });
    }
    const [first] = foretold;
    if (first) this.open(first, severity, told ? at : first.raisedAt);
  }

  private change(change: Partial<Episode>): void {
    const last = this.told.pop();
    if (last) this.told.push({ ...last, episode: { ...last.episode, ...change } });
  }

  private open({ celsius, isEstimated }: Foretold, severity: Severity, at: Instant): void {
    const episode: Episode = {
      ...{ rule: 'PREDICTED', severity, startedAt: at, raisedAt: at, limit: celsius },
      ...{ endedAt: null, clearedAt: null, peak: null, isUnverified: false },
      ...{ signal: isEstimated ? 'ESTIMATE' : 'PROBE', degreeMinutes: null, spentMinutes: null },
    };
    const alertId = `${this.unitId}-ahead-${this.told.length}`;
    this.told.push({ alertId, episode, toldAt: at, warnedAt: at, isAnnulled: false });
  }
}

function worse(a: Severity, b: Severity): Severity {
  return compareSeverity(a, b) > 0 ? a : b;
}
