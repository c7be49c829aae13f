import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '@lenglian/quantities';
import { aContext } from './testing.ts';
import { chancesToAct, type ActionStop } from './where-to-act.ts';

const NOW = Date.UTC(2025, 8, 1);

function stop(id: string, hours: number, ...actions: ActionStop['actions']): ActionStop {
  return { id, expectedAt: NOW + hours * HOUR, actions };
}

const stops = [
  stop('behind', -1, 'PLUG_IN'),
  stop('nothing', 1),
  stop('ice', 2, 'ICE'),
  stop('workshop', 4, 'REPAIR'),
  stop('plug', 7, 'PLUG_IN'),
];

describe(chancesToAct.name, () => {
  it('takes the next stop where something against the cause can be done, and looks to the one after', () => {
    const context = aContext({ stops });
    expect(chancesToAct(NOW, 'NO_POWER', context)).toEqual({
      next: { stopId: 'ice', at: NOW + 2 * HOUR },
      deadline: NOW + 7 * HOUR,
    });
    expect(chancesToAct(NOW, 'COOLING_WEAK', context).deadline).toBe(NOW + 4 * HOUR);
  });

  it('takes any stop where there is somebody to close a door or set a set-point', () => {
    expect(chancesToAct(NOW + 3 * HOUR, 'DOOR_OPEN', aContext({ stops })).next?.stopId).toBe(
      'workshop',
    );
  });

  it('counts the arrival as the last place', () => {
    const arriving = aContext({ stops, arrivalAt: NOW + 3 * HOUR });
    expect(chancesToAct(NOW, 'NO_POWER', arriving).deadline).toBe(NOW + 3 * HOUR);
    expect(chancesToAct(NOW + 2.5 * HOUR, 'NO_POWER', arriving).next).toEqual({
      stopId: null,
      at: NOW + 3 * HOUR,
    });
  });

  it('looks one to two hours ahead on the road', () => {
    const far = aContext({ mode: 'ROAD', stops });
    expect(chancesToAct(NOW, 'NO_POWER', far).deadline).toBe(NOW + 2 * HOUR);
    const near = aContext({ mode: 'ROAD', stops: [stop('a', 0.2, 'ICE'), stop('b', 0.5, 'ICE')] });
    expect(chancesToAct(NOW, 'NO_POWER', near).deadline).toBe(NOW + 60 * MINUTE);
  });

  it('knows no deadline where neither stops nor an arrival are known', () => {
    expect(chancesToAct(NOW, 'UNKNOWN', aContext())).toEqual({ next: null, deadline: Infinity });
  });
});
