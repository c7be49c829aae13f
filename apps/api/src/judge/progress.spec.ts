import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Progress } from './progress.ts';

const at = (seq: number) => ({ epoch: 'e', seq });

describe('Progress', () => {
  it('follows the journal without a hole while nothing pauses', () => {
    const progress = new Progress(at(0));
    progress.advance(progress.live(), at(10));
    progress.advance(progress.live(), at(25));
    expect(progress.safe).toEqual(at(25));
    expect(progress.backlog()).toBeUndefined();
  });

  it('reads the newest first after a pause and is safe only when the hole is filled', () => {
    const progress = new Progress(at(0));
    progress.advance(progress.live(), at(10));
    progress.leapTo(at(1_000));
    progress.advance(progress.live(), at(1_020));
    expect(progress.safe).toEqual(at(10));
    expect(progress.backlogEntries).toBe(990);

    const hole = progress.backlog();
    expect(hole).toEqual({ kind: 'backlog', after: at(10), upTo: 1_000 });
    progress.advance(hole!, at(600));
    expect(progress.safe).toEqual(at(600));
    progress.advance(progress.backlog()!, at(1_000));
    expect(progress.safe).toEqual(at(1_020));
    expect(progress.hasBacklog).toBe(false);
  });

  it('reads every entry exactly once, whatever the leaps, pauses and page sizes', () => {
    const step = fc.record({
      grow: fc.integer({ min: 0, max: 50 }),
      leap: fc.boolean(),
      page: fc.integer({ min: 1, max: 20 }),
      backlogFirst: fc.boolean(),
      restart: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let progress = new Progress(at(0));
        let end = 0;
        const seen = new Map<number, number>();
        const read = (backlogFirst: boolean, page: number): boolean => {
          const hole = progress.backlog();
          const stretch = backlogFirst && hole ? hole : progress.live();
          const upTo = Math.min(stretch.upTo ?? end, stretch.after.seq + page);
          if (upTo <= stretch.after.seq) return false;
          for (let seq = stretch.after.seq + 1; seq <= upTo; seq++) {
            seen.set(seq, (seen.get(seq) ?? 0) + 1);
          }
          progress.advance(stretch, at(upTo));
          return true;
        };
        for (const { grow, leap, page, backlogFirst, restart } of steps) {
          end += grow;
          if (leap) progress.leapTo(at(end));
          read(backlogFirst, page);
          if (restart) progress = new Progress(at(0), progress.save());
        }
        while (read(true, 7) || read(false, 7));
        expect(progress.safe).toEqual(at(end));
        expect([...seen.values()].every((times) => times === 1)).toBe(true);
        expect(seen.size).toBe(end);
      }),
      { verbose: 1 },
    );
  });
});
