import { describe, expect, it } from '@jest/globals';
import { anEpisode } from '@lenglian/breaches/testing';
import { HOUR, MINUTE } from '@lenglian/quantities';
import {
  AlertStateError,
  NextCheckError,
  acknowledgeAlert,
  annulAlert,
  closeAlert,
  followEpisode,
  isCheckDue,
  openAlert,
} from './alert.ts';

const AN_INSTANT = anEpisode().startedAt;
const now = AN_INSTANT + HOUR;
const lasting = anEpisode();
const ended = anEpisode({ endedAt: now, clearedAt: now + 10 * MINUTE });
const open = openAlert(lasting);
const owned = acknowledgeAlert(open, now);
const cleared = followEpisode(open, ended);

describe(openAlert.name, () => {
  it('is open while the breach lasts, and cleared when it was over before we heard', () => {
    expect(open.state).toBe('OPEN');
    expect(openAlert(ended)).toMatchObject({ state: 'CLEARED', endedAt: now });
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
    expect(() => acknowledgeAlert(closeAlert(cleared), now)).toThrow(AlertStateError);
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
    for (const over of [cleared, closeAlert(cleared), annulAlert(owned)]) {
      expect(followEpisode(over, lasting)).toEqual(open);
    }
  });

  it('leaves a closed alert closed when only its end moves', () => {
    expect(followEpisode(closeAlert(cleared), { ...ended, endedAt: now + 1 })).toMatchObject({
      state: 'CLOSED',
      endedAt: now + 1,
    });
  });
});

describe(annulAlert.name, () => {
  it('clears, and needs no further look', () => {
    expect(annulAlert(owned)).toEqual({ ...owned, state: 'CLEARED', nextCheckAt: null });
    expect(annulAlert(closeAlert(cleared)).state).toBe('CLOSED');
  });
});

describe(closeAlert.name, () => {
  it('refuses what still lasts', () => {
    expect(() => closeAlert(open)).toThrow(AlertStateError);
    expect(() => closeAlert(owned)).toThrow(AlertStateError);
    expect(() => closeAlert(closeAlert(cleared))).toThrow(AlertStateError);
  });
});

describe(isCheckDue.name, () => {
  it('is due from the promised moment on, and never for what nobody owns', () => {
    expect(isCheckDue(owned, now + HOUR - 1)).toBe(false);
    expect(isCheckDue(owned, now + HOUR)).toBe(true);
    expect(isCheckDue(open, now + 9 * HOUR)).toBe(false);
    expect(isCheckDue(cleared, now + 9 * HOUR)).toBe(false);
  });
});
