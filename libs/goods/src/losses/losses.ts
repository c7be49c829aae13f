/** By what losses are told apart: 班次, 班列, 交出方, 品类, 原因. */
export const LOSS_GROUPS = ['run', 'service', 'custodian', 'commodity', 'cause'] as const;
export type LossGroup = (typeof LOSS_GROUPS)[number];

/** Of lots of one group whose hand-overs stand alike, added up; kilograms. */
export interface LossRow {
  /** Null: of no run, or no cause. */
  readonly key: string | null;
  readonly isSuperseded: boolean;
  readonly hasOpenDispute: boolean;
  /** Both sides have confirmed. */
  readonly isConfirmed: boolean;
  /** Nobody said how much it was: neither at the hand-over nor of the lot. */
  readonly isUnweighed: boolean;
  readonly handOvers: number;
  readonly lots: number;
  readonly handedKilograms: number;
  readonly damagedKilograms: number;
  readonly rejectedKilograms: number;
}

/** Sums of what counts. */
export interface LossSums {
  readonly handOvers: number;
  /** Of these: only one side has confirmed so far. */
  readonly unconfirmedHandOvers: number;
  readonly lots: number;
  readonly handedKilograms: number;
  /** Taken and sound: handed, but neither damaged nor rejected. */
  readonly acceptedKilograms: number;
  readonly damagedKilograms: number;
  readonly rejectedKilograms: number;
  /** 腐损率: damaged and rejected, of what was handed; 0…1, null where nothing was. */
  readonly lostShare: number | null;
}

export interface LossLine extends LossSums {
  readonly key: string | null;
}

/** What is on record and in no sum. */
export interface NotCounted {
  /** Another record took their place. */
  readonly supersededHandOvers: number;
  readonly disputedHandOvers: number;
  readonly disputedKilograms: number;
  readonly unweighedLots: number;
}

export interface Losses {
  /** The most lost first. */
  readonly lines: readonly LossLine[];
  readonly total: LossSums;
  readonly notCounted: NotCounted;
}

const NOTHING: LossSums = {
  ...{ handOvers: 0, unconfirmedHandOvers: 0, lots: 0, handedKilograms: 0, acceptedKilograms: 0 },
  ...{ damagedKilograms: 0, rejectedKilograms: 0, lostShare: null },
};

/**
 * Sums losses: by group, and all together. Of causes, each one's share is of all that was handed, and goods
 * that nothing was lost of are in the total only.
 *
 * @param rows by group
 * @param all the same without groups: a hand-over of several goods counts once
 */
export function sumLosses(
  rows: readonly LossRow[],
  all: readonly LossRow[],
  by: LossGroup,
): Losses {
  const total = all.filter(counts).reduce(plus, NOTHING);
  const groups = Map.groupBy(rows.filter(counts), ({ key }) => key);
  const lines = [...groups].map(([key, ofKey]): LossLine => {
    const sums = ofKey.reduce(plus, NOTHING);
    const lostShare =
      by === 'cause' ? shareOf(lostOf(sums), total.handedKilograms) : sums.lostShare;
    return { ...sums, key, lostShare };
  });
  return {
    lines: lines.filter((line) => by !== 'cause' || lostOf(line) > 0).sort(mostLostFirst),
    total,
    notCounted: notCounted(all),
  };
}

function counts(row: LossRow): boolean {
  return !row.isSuperseded && !row.hasOpenDispute && !row.isUnweighed;
}

function plus(sums: LossSums, row: LossRow): LossSums {
  const handedKilograms = sums.handedKilograms + row.handedKilograms;
  const damagedKilograms = sums.damagedKilograms + row.damagedKilograms;
  const rejectedKilograms = sums.rejectedKilograms + row.rejectedKilograms;
  const lost = damagedKilograms + rejectedKilograms;
  return {
    handOvers: sums.handOvers + row.handOvers,
    unconfirmedHandOvers: sums.unconfirmedHandOvers + (row.isConfirmed ? 0 : row.handOvers),
    lots: sums.lots + row.lots,
    ...{ handedKilograms, damagedKilograms, rejectedKilograms },
    acceptedKilograms: handedKilograms - lost,
    lostShare: shareOf(lost, handedKilograms),
  };
}

function notCounted(all: readonly LossRow[]): NotCounted {
  const superseded = all.filter(({ isSuperseded }) => isSuperseded);
  const standing = all.filter(({ isSuperseded }) => !isSuperseded);
  const disputed = standing.filter(({ hasOpenDispute }) => hasOpenDispute);
  const unweighed = standing.filter((row) => !row.hasOpenDispute && row.isUnweighed);
  const sum = (rows: readonly LossRow[], of: (row: LossRow) => number) =>
    rows.reduce((before, row) => before + of(row), 0);
  return {
    supersededHandOvers: sum(superseded, ({ handOvers }) => handOvers),
    disputedHandOvers: sum(disputed, ({ handOvers }) => handOvers),
    disputedKilograms: sum(disputed, ({ handedKilograms }) => handedKilograms),
    unweighedLots: sum(unweighed, ({ lots }) => lots),
  };
}

function lostOf({ damagedKilograms, rejectedKilograms }: LossSums): number {
  return damagedKilograms + rejectedKilograms;
}

function shareOf(lost: number, handed: number): number | null {
  return handed > 0 ? lost / handed : null;
}

/** Of those alike the one without a name last. */
function mostLostFirst(a: LossLine, b: LossLine): number {
  return lostOf(b) - lostOf(a) || ((a.key ?? '\uffff') < (b.key ?? '\uffff') ? -1 : 1);
}
