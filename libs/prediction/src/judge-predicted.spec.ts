import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { judgePredicted, type PredictedLine } from './judge-predicted.ts';
import type { Danger, Outlook } from './outlook.ts';

const NOW = Date.UTC(2025, 8, 1);

function danger(changes: Partial<Danger> = {}): Danger {
  return {
    ...{ limit: 'CRITICAL_HIGH', celsius: 8, direction: 1, isBeyond: false },
    ...{ crossesAt: NOW + 3 * HOUR, earliestAt: NOW + 2 * HOUR, latestAt: null },
    ...{ basis: 'TWIN', sigmas: 2, isSignificant: true },
    ...changes,
  };
}

function outlook(changes: Partial<Outlook> = {}, ...dangers: Danger[]): Outlook {
  return {
    ...{ now: NOW, measuredAt: NOW, isFresh: true, isGraced: false, cause: 'NO_POWER' },
    ...{ dangers: dangers.length > 0 ? dangers : [danger()], deadline: NOW + 6 * HOUR },
    nextAction: { stopId: 'hami', at: NOW + HOUR },
    ...{ timeToHarmMinutes: 180, marginMinutes: 120 },
    ...changes,
  };
}

/** One outlook every five minutes. */
function after(outlooks: readonly Outlook[]): readonly PredictedLine[] {
  return outlooks.reduce<readonly PredictedLine[]>(
    (lines, one, index) => judgePredicted(lines, { ...one, now: NOW + index * 5 * MINUTE }),
    [],
  );
}

const unlikely = outlook({}, danger({ sigmas: 0, isSignificant: false }));
const likely = outlook({}, danger({ sigmas: 0.8, isSignificant: false }));

describe(judgePredicted.name, () => {
  it('raises what has been significant for five minutes, and not before', () => {
    expect(after([outlook()])[0]).toMatchObject({ raisedAt: null });
    expect(after([outlook(), outlook()])[0]).toMatchObject({ raisedAt: NOW + 5 * MINUTE });
    expect(after([outlook(), likely, outlook()])[0]).toMatchObject({ raisedAt: null });
  });

  it('waits a quarter of an hour where nobody says why the air warms', () => {
    const odd = outlook({ cause: 'UNKNOWN' });
    expect(after([odd, odd, odd])[0]).toMatchObject({ raisedAt: null });
    expect(after([odd, odd, odd, odd])[0]).toMatchObject({ raisedAt: NOW + 15 * MINUTE });
  });

  it('clears only when it has been unlikely for a quarter of an hour', () => {
    const raised = [outlook(), outlook()];
    expect(after([...raised, likely, likely, likely, likely])[0]?.raisedAt).not.toBeNull();
    expect(after([...raised, unlikely, unlikely, unlikely])[0]?.raisedAt).not.toBeNull();
    expect(after([...raised, unlikely, unlikely, unlikely, unlikely])[0]?.raisedAt).toBeNull();
  });

  it('gives way to the breach when the limit has been crossed', () => {
    const crossed = outlook({}, danger({ isBeyond: true, isSignificant: false }));
    expect(after([outlook(), outlook(), crossed])[0]).toMatchObject({
      raisedAt: null,
      severity: null,
    });
  });

  it('neither begins nor ends in silence', () => {
    const silent = outlook({ isFresh: false });
    expect(after([silent, silent])).toEqual([]);
    const raised = after([outlook(), outlook()]);
    expect(judgePredicted(raised, { ...unlikely, isFresh: false, now: NOW + DAY })).toBe(raised);
  });

  it('keeps what stands through a defrost', () => {
    const graced = outlook({ isGraced: true }, danger({ sigmas: -3, isSignificant: false }));
    expect(
      after([outlook(), outlook(), graced, graced, graced, graced])[0]?.raisedAt,
    ).not.toBeNull();
  });

  it('is critical when the fruit is harmed before anybody comes', () => {
    const late = outlook({ marginMinutes: -20 });
    expect(after([late, late])[0]?.severity).toBe('CRITICAL');
  });

  it('is major for a critical limit, and for a band left before anybody comes; else a warning', () => {
    expect(after([outlook(), outlook()])[0]?.severity).toBe('MAJOR');
    const band = outlook({}, danger({ limit: 'BAND_HIGH', celsius: 2 }));
    expect(after([band, band])[0]?.severity).toBe('WARN');
    const soon = outlook({}, danger({ limit: 'BAND_HIGH', celsius: 2, crossesAt: NOW + HOUR / 2 }));
    expect(after([soon, soon])[0]?.severity).toBe('MAJOR');
  });

  it('may become worse while it stands, and not better', () => {
    const late = outlook({ marginMinutes: -20 });
    expect(after([outlook(), outlook(), late])[0]?.severity).toBe('CRITICAL');
    expect(after([late, late, outlook()])[0]?.severity).toBe('CRITICAL');
  });
});

const DAY = 24 * HOUR;
