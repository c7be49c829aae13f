import {
  compareSeverity,
  diffEpisodes,
  isBreach,
  type Episode,
  type RuleCode,
  type VerdictChange,
} from '@lenglian/breaches';
import { isGap, isSilence } from '@lenglian/incidents';
import type { Instant } from '@lenglian/quantities';
import { LATE_AFTER } from './judge-port.ts';
import type { BelievedEpisode, JudgeStore } from './judge-store.ts';
import type { WatchedLot } from './lot-book.ts';
import type { SilenceChange } from './silence-book.ts';
import type { Asked } from './twins/twin-book.ts';

/** While a breach lasts, a peak that moved by less is not worth telling anybody, in kelvin. */
const PEAK_STEP = 0.2;

/** Names an episode of a lot; another `attempt` gives another name. */
export type AlertIdOf = (lotId: string, episode: Episode, attempt: number) => string;

/** What became of an episode's name. */
type Fate = Pick<VerdictChange, 'isAnnulled' | 'mergedIntoId' | 'splitFromId'>;
const UNRELATED: Fate = { isAnnulled: false, mergedIntoId: null, splitFromId: null };

/** Turns what the lots' judges now believe into changes for the outbox, against what was told. */
export class VerdictBook {
  private readonly store: JudgeStore;
  private readonly alertIdOf: AlertIdOf;
  private sequence: number;
  /** Predictions that were told and stand, by lot. */
  private readonly foretold = new Map<string, BelievedEpisode>();
  /** Alerts at WARN or above that are open, by lot; silence apart. */
  private readonly troubles = new Map<string, Set<string>>();

  /** @param appliedThrough the records' cursor: beyond our own when this database is not the one they knew */
  constructor(store: JudgeStore, alertIdOf: AlertIdOf, appliedThrough: number) {
    this.store = store;
    this.alertIdOf = alertIdOf;
    this.sequence = Math.max(store.lastSequence(), appliedThrough);
    for (const { subject, ...believed } of store.allEpisodes()) {
      if (believed.episode.rule === 'PREDICTED' && believed.episode.endedAt === null)
        this.foretold.set(subject, believed);
      this.noteTrouble(subject, believed);
    }
  }

  /** To be called inside the page's transaction. */
  compare(lot: WatchedLot): VerdictChange[] {
    const believed = this.store
      .episodesOf(lot.lotId)
      .filter(({ episode }) => isBreach(episode.rule));
    const byId = new Map(believed.map((one) => [one.alertId, one]));
    const changes: VerdictChange[] = [];
    const episodes = lot.judge
      .episodes()
      .filter(({ endedAt }) => endedAt === null || endedAt > lot.bornAt)
      .map((episode) => endedBy(episode, lot.until));
    for (const difference of diffEpisodes(believed, episodes)) {
      const before = difference.alertId === undefined ? undefined : byId.get(difference.alertId);
      const change = this.changeOf(lot, difference, before);
      if (change) changes.push(change);
    }
    return changes;
  }

  /** To be called inside the page's transaction. */
  silence(change: SilenceChange, now: Instant): VerdictChange[] {
    return change.lotIds.map((lotId) => {
      const before = this.store
        .episodesOf(lotId)
        .find(
          ({ episode, unitId }) =>
            unitId === change.unitId &&
            episode.rule === change.episode.rule &&
            episode.startedAt === change.episode.startedAt,
        );
      const believed: BelievedEpisode = {
        // Of two units that fell silent at one moment, and goods that lay in both.
        alertId: before?.alertId ?? this.freeId(`${lotId}/${change.unitId}`, change.episode),
        episode: change.episode,
        deviceId: change.deviceId,
        unitId: change.unitId,
        detectedAt: before?.detectedAt ?? now,
        isLate: false,
      };
      return this.tell(lotId, believed, UNRELATED);
    });
  }

  /** The prediction that people were told of a lot, while it stands. */
  foretoldOf(lotId: string): Episode | undefined {
    return this.foretold.get(lotId)?.episode;
  }

  /**
   * What stands of predictions, against what was told: one at a time, of the limit that is crossed first.
   * A prediction is what was said at the time: it begins, worsens and ends, and no later knowledge takes
   * it back. To be called inside the page's transaction.
   */
  predictions({ lot, foretold, at }: Asked): VerdictChange[] {
    const told = this.foretold.get(lot.lotId);
    const kept = foretold.find(({ celsius }) => celsius === told?.episode.limit);
    const severity = foretold.map((one) => one.severity).reduce(worse, 'INFO');
    if (told && kept) {
      const episode = { ...told.episode, severity: worse(told.episode.severity, severity) };
      if (episode.severity === told.episode.severity) return [];
      return [this.foretell(lot.lotId, { ...told, episode })];
    }
    const changes: VerdictChange[] = [];
    if (told) {
      const end = Math.max(at, told.episode.raisedAt);
      const episode = { ...told.episode, endedAt: end, clearedAt: end };
      changes.push(this.foretell(lot.lotId, { ...told, episode }));
    }
    const [first] = foretold;
    if (first) {
      const raisedAt = told ? at : first.raisedAt;
      const episode = { ...NOTHING_MEASURED, ...{ severity, startedAt: raisedAt, raisedAt } };
      const signal = first.isEstimated ? ('ESTIMATE' as const) : ('PROBE' as const);
      const whole: Episode = { ...episode, signal, limit: first.celsius };
      const believed = this.newlyBelieved(lot, whole);
      changes.push(this.foretell(lot.lotId, { ...believed, isLate: false }));
    }
    return changes;
  }

  private foretell(lotId: string, believed: BelievedEpisode): VerdictChange {
    if (believed.episode.endedAt === null) this.foretold.set(lotId, believed);
    else this.foretold.delete(lotId);
    return this.tell(lotId, believed, UNRELATED);
  }

  /** Whether anything is wrong with a lot, WARN or worse, besides that nothing is heard of it. */
  isTroubled(lotId: string): boolean {
    return this.troubles.has(lotId);
  }

  /** What was believed of silence before a restart. */
  openSilence(): (BelievedEpisode & { subject: string })[] {
    return this.store
      .allEpisodes()
      .filter(({ episode }) => isSilence(episode.rule) && episode.endedAt === null);
  }

  /** The same breach gets the same id, also by a judge that has to begin anew. */
  private freeId(lotId: string, episode: Episode): string {
    for (let attempt = 0; ; attempt++) {
      const id = this.alertIdOf(lotId, episode, attempt);
      if (!this.store.hasEpisode(id)) return id;
    }
  }

  private changeOf(
    lot: WatchedLot,
    difference: ReturnType<typeof diffEpisodes>[number],
    before: BelievedEpisode | undefined,
  ): VerdictChange | undefined {
    const { episode } = difference;
    if (difference.kind === 'annulled') {
      const { mergedIntoId } = difference;
      return (
        before && this.tell(lot.lotId, before, { ...UNRELATED, isAnnulled: true, mergedIntoId })
      );
    }
    if (before && !isWorthTelling(before.episode, episode)) return undefined;
    const believed = before ? { ...before, episode } : this.newlyBelieved(lot, episode);
    const splitFromId = difference.kind === 'opened' ? difference.splitFromId : null;
    return this.tell(lot.lotId, believed, { ...UNRELATED, splitFromId });
  }

  private newlyBelieved(lot: WatchedLot, episode: Episode): BelievedEpisode {
    return {
      alertId: this.freeId(lot.lotId, episode),
      episode,
      deviceId: lot.lastDeviceId,
      unitId: lot.unitId,
      detectedAt: lot.touchedAt,
      isLate: lot.touchedAt - episode.raisedAt > LATE_AFTER,
    };
  }

  private noteTrouble(lotId: string, believed: BelievedEpisode, isAnnulled = false): void {
    const { alertId, episode } = believed;
    const troubles = this.troubles.get(lotId) ?? new Set();
    if (!isAnnulled && isTrouble(episode)) this.troubles.set(lotId, troubles.add(alertId));
    else if (troubles.delete(alertId) && troubles.size === 0) this.troubles.delete(lotId);
  }

  private tell(lotId: string, believed: BelievedEpisode, fate: Fate): VerdictChange {
    // Of a gap that is over nothing is asked any more, and a link that flickers brings many.
    const isPast = isGap(believed.episode.rule) && believed.episode.endedAt !== null;
    if (fate.isAnnulled || isPast) this.store.dropEpisode(believed.alertId);
    else this.store.saveEpisode(lotId, believed);
    this.noteTrouble(lotId, believed, fate.isAnnulled);
    this.sequence += 1;
    return { sequence: this.sequence, lotId, ...believed, ...fate };
  }
}

/** Of a prediction nothing is measured yet. */
const NOTHING_MEASURED = {
  rule: 'PREDICTED',
  endedAt: null,
  clearedAt: null,
  peak: null,
  degreeMinutes: null,
  spentMinutes: null,
  isUnverified: false,
} as const;

function worse(a: Episode['severity'], b: Episode['severity']): Episode['severity'] {
  return compareSeverity(a, b) > 0 ? a : b;
}

/** What says nothing of the goods' state, nor of what will become of it. */
const NO_TROUBLE: ReadonlySet<RuleCode> = new Set([
  'DATA_GAP',
  'NO_DATA',
  'NO_LOT',
  'VENT_MISMATCH',
]);

function isTrouble({ rule, severity, endedAt }: Episode): boolean {
  return !NO_TROUBLE.has(rule) && endedAt === null && compareSeverity(severity, 'WARN') >= 0;
}

/** Goods that left their last unit are no longer in breach there: nobody can clear it any more. */
function endedBy(episode: Episode, until: Instant | null): Episode {
  return until === null || episode.endedAt !== null
    ? episode
    : { ...episode, endedAt: until, clearedAt: until };
}

function isWorthTelling(before: Episode, after: Episode): boolean {
  return (
    before.severity !== after.severity ||
    before.startedAt !== after.startedAt ||
    before.raisedAt !== after.raisedAt ||
    before.endedAt !== after.endedAt ||
    before.clearedAt !== after.clearedAt ||
    before.signal !== after.signal ||
    before.limit !== after.limit ||
    before.isUnverified !== after.isUnverified ||
    hasPeakMoved(before, after)
  );
}

/** What was measured of a breach that is over is its record: late data move it by however little. */
function hasPeakMoved(before: Episode, after: Episode): boolean {
  if (after.endedAt !== null) {
    return (
      before.peak !== after.peak ||
      before.degreeMinutes !== after.degreeMinutes ||
      before.spentMinutes !== after.spentMinutes
    );
  }
  return Math.abs((before.peak ?? 0) - (after.peak ?? 0)) >= PEAK_STEP;
}
