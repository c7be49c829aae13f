import { describe, expect, it } from '@jest/globals';
import { anEpisode } from '@lenglian/breaches/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import {
  AlertDecisionError,
  AlertStateError,
  NextCheckError,
  SHELF_MAX,
  ShelfEndError,
  ShelfSeverityError,
  acknowledgeAlert,
  annulAlert,
  awaitsDisposition,
  closeAlert,
  disposeAlert,
  fallDue,
  followEpisode,
  openAlert,
  shelveAlert,
  touchesProduct,
  unshelveAlert,
} from './alert.ts';

const AN_INSTANT = anEpisode().startedAt;
const now = AN_INSTANT + HOUR;
const lasting = anEpisode();
const ended = anEpisode({ endedAt: now, clearedAt: now + 10 * MINUTE });
const open = openAlert(lasting);
const owned = acknowledgeAlert(open, now);
const cleared = followEpisode(open, ended);
const SAID = { cause: 'door', correctiveAction: 'shut' };
const closed = closeAlert(cleared, SAID);
const frozen = followEpisode(open, { ...ended, rule: 'CRIT_LO', severity: 'CRITICAL' });

describe(openAlert.name, () => {
  it('is open while the breach lasts, and cleared when it was over before we heard', () => {
    expect(open.state).toBe('OPEN');
    expect(openAlert(ended)).toMatchObject({ state: 'CLEARED', endedAt: now });
  });
});

describe('a gap in what was heard', () => {
  it('is closed as it ends, for nothing is to be decided, taken or not', () => {
    const gap = anEpisode({ rule: 'DATA_GAP', severity: 'INFO' });
    const over = { ...gap, endedAt: now, clearedAt: now };
    expect(openAlert(gap).state).toBe('OPEN');
    expect(openAlert(over).state).toBe('CLOSED');
    expect(followEpisode(acknowledgeAlert(openAlert(gap), now), over)).toMatchObject({
      ...{ state: 'CLOSED', acknowledgedAt: now, nextCheckAt: null },
    });
  });
});

describe(acknowledgeAlert.name, () => {
  it('owns the alert for an hour unless another time is named', () => {
    expect(owned).toMatchObject({
      state: 'ACKNOWLEDGED',
      acknowledgedAt: now,
      nextCheckAt: now + HOUR,
    });
  });

  it('takes a next check up to four hours ahead', () => {
    expect(acknowledgeAlert(open, now, now + 4 * HOUR).nextCheckAt).toBe(now + 4 * HOUR);
    expect(() => acknowledgeAlert(open, now, now + 4 * HOUR + 1)).toThrow(NextCheckError);
    expect(() => acknowledgeAlert(open, now, now)).toThrow(NextCheckError);
    expect(() => acknowledgeAlert(open, now, Number.NaN)).toThrow(NextCheckError);
  });

  it('moves the next check when it is done again', () => {
    const later = now + 50 * MINUTE;

    expect(acknowledgeAlert(owned, later)).toMatchObject({
      acknowledgedAt: later,
      nextCheckAt: later + HOUR,
    });
  });

  it('marks an alert that just cleared as seen and leaves it cleared', () => {
    expect(acknowledgeAlert(cleared, now)).toEqual({ ...cleared, acknowledgedAt: now });
  });

  it('refuses what is closed', () => {
    expect(() => acknowledgeAlert(closed, now)).toThrow(AlertStateError);
  });
});

describe(followEpisode.name, () => {
  it('keeps the owner while the breach lasts no worse than before', () => {
    expect(followEpisode(owned, anEpisode({ peak: 9 }))).toEqual(owned);
    expect(followEpisode(owned, anEpisode({ severity: 'INFO' })).state).toBe('ACKNOWLEDGED');
  });

  it('breaks the acknowledgement when it gets worse', () => {
    expect(followEpisode(owned, anEpisode({ severity: 'CRITICAL' }))).toMatchObject({
      state: 'OPEN',
      severity: 'CRITICAL',
      acknowledgedAt: null,
      nextCheckAt: null,
    });
  });

  it('clears with the end, and remembers who had taken it', () => {
    expect(followEpisode(owned, ended)).toMatchObject({
      state: 'CLEARED',
      endedAt: now,
      acknowledgedAt: now,
      nextCheckAt: null,
    });
  });

  it('opens again when late data show that the breach lasts, also once closed', () => {
    for (const over of [cleared, closed, annulAlert(owned)]) {
      expect(followEpisode(over, lasting)).toMatchObject({ state: 'OPEN', acknowledgedAt: null });
    }
    expect(followEpisode(closed, lasting)).toEqual({ ...open, ...SAID });
    expect(followEpisode(followEpisode(closed, lasting), ended)).toEqual(closed);
  });

  it('leaves a closed alert closed when only its end moves', () => {
    expect(followEpisode(closed, { ...ended, endedAt: now + 1 })).toMatchObject({
      state: 'CLOSED',
      endedAt: now + 1,
    });
  });
});

describe(annulAlert.name, () => {
  it('clears, and needs no further look', () => {
    expect(annulAlert(owned)).toEqual({
      ...{ ...owned, state: 'CLEARED', nextCheckAt: null, isAnnulled: true },
    });
    expect(annulAlert(closed).state).toBe('CLOSED');
  });
});

describe(closeAlert.name, () => {
  it('refuses what still lasts', () => {
    for (const one of [open, owned, closed])
      expect(() => closeAlert(one, SAID)).toThrow(AlertDecisionError);
  });

  it('waits for quality where the breach was in the goods, whoever speaks first', () => {
    const said = closeAlert(frozen, SAID);
    expect(said).toMatchObject({ state: 'CLEARED', ...SAID });
    expect(disposeAlert(said, 'REJECT')).toEqual(closeAlert(disposeAlert(frozen, 'REJECT'), SAID));
    expect(disposeAlert(said, 'REJECT').state).toBe('CLOSED');
  });

  it('needs no decision about goods once the breach was taken back', () => {
    expect(closeAlert(annulAlert(frozen), SAID).state).toBe('CLOSED');
  });
});

describe(disposeAlert.name, () => {
  it('is refused while the breach lasts, and where goods need no decision', () => {
    const lastingCold = followEpisode(frozen, {
      ...lasting,
      rule: 'CRIT_LO',
      severity: 'CRITICAL',
    });
    for (const one of [lastingCold, cleared, annulAlert(frozen)])
      expect(() => disposeAlert(one, 'RELEASE')).toThrow(AlertDecisionError);
  });

  it('lets quality decide again: what was on hold is released', () => {
    const held = disposeAlert(closeAlert(frozen, SAID), 'HOLD');
    expect(disposeAlert(held, 'RELEASE')).toEqual({ ...held, disposition: 'RELEASE' });
  });

  it('is never altered by a belief, and asked for when a closed breach turns out to be worse', () => {
    const decided = disposeAlert(closeAlert(frozen, SAID), 'RELEASE');
    expect(annulAlert(decided)).toMatchObject({ state: 'CLOSED', disposition: 'RELEASE' });
    const longer = { ...ended, rule: 'CRIT_LO', severity: 'CRITICAL', endedAt: now + 1 } as const;
    expect(followEpisode(decided, longer)).toMatchObject({
      disposition: 'RELEASE',
      endedAt: now + 1,
    });
    expect(followEpisode(closed, longer)).toMatchObject({ state: 'CLEARED', disposition: null });
  });
});

describe(touchesProduct.name, () => {
  it('is true of critical limits, milk, budgets and zones from MAJOR on, and of nothing else', () => {
    const of = (rule: string, severity: 'INFO' | 'MAJOR' | 'CRITICAL') =>
      touchesProduct({ rule: rule as never, severity });
    for (const rule of ['CRIT_HI', 'CRIT_LO', 'MILK_6', 'BUDGET_HEAT', 'ZONE'])
      expect([of(rule, 'MAJOR'), of(rule, 'INFO')]).toEqual([true, false]);
    for (const rule of ['BAND_HI', 'DATA_GAP', 'NO_DATA', 'POWER_OFF'])
      expect(of(rule, 'CRITICAL')).toBe(false);
    expect(awaitsDisposition(frozen)).toBe(true);
    expect(awaitsDisposition(annulAlert(frozen))).toBe(false);
  });
});

describe(shelveAlert.name, () => {
  const shelved = shelveAlert(owned, now, now + HOUR);

  it('keeps the owner, and ends by itself', () => {
    expect(shelved).toEqual({ ...owned, shelvedUntil: now + HOUR });
    expect(fallDue(shelved, now + HOUR - 1)).toBe(shelved);
    expect(fallDue(shelved, now + HOUR).shelvedUntil).toBeNull();
  });

  it('lasts four hours at most and never hides what is critical or over', () => {
    expect(shelveAlert(open, now, now + SHELF_MAX).shelvedUntil).toBe(now + 4 * HOUR);
    for (const until of [now, now + SHELF_MAX + 1, Number.NaN])
      expect(() => shelveAlert(open, now, until)).toThrow(ShelfEndError);
    const critical = followEpisode(open, anEpisode({ severity: 'CRITICAL' }));
    expect(() => shelveAlert(critical, now, now + 1)).toThrow(ShelfSeverityError);
    for (const over of [cleared, closed])
      expect(() => shelveAlert(over, now, now + 1)).toThrow(AlertStateError);
  });

  it('is broken by a worse severity, and by the end', () => {
    expect(followEpisode(shelved, anEpisode({ peak: 9 }))).toEqual(shelved);
    const worse = followEpisode(shelved, anEpisode({ severity: 'MAJOR' }));
    expect(worse).toMatchObject({ state: 'OPEN', shelvedUntil: null });
    expect(followEpisode(shelved, ended).shelvedUntil).toBeNull();
  });

  it('is taken back only where it is', () => {
    expect(unshelveAlert(shelved)).toEqual(owned);
    expect(() => unshelveAlert(owned)).toThrow(AlertStateError);
  });
});

describe(fallDue.name, () => {
  it('says once that the promised moment has come, and never of what nobody owns', () => {
    expect(fallDue(owned, now + HOUR - 1)).toBe(owned);
    const due = fallDue(owned, now + HOUR);
    expect(due).toEqual({ ...owned, isCheckDue: true });
    expect(fallDue(due, now + 2 * HOUR)).toBe(due);
    expect(acknowledgeAlert(due, now + HOUR)).toMatchObject({ isCheckDue: false });
    expect(fallDue(open, now + 9 * HOUR)).toBe(open);
    expect(fallDue(cleared, now + 9 * HOUR)).toBe(cleared);
  });
});
