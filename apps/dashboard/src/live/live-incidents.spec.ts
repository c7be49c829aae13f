import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AlertView, IncidentView } from '@lenglian/console-contract';
import { anIncident } from '../testing/fixture-incidents.ts';
import { makeFixtureWorld } from '../testing/fixture-world.ts';
import { deservesSound } from './incident-order.ts';
import { LiveIncidents } from './live-incidents.ts';

const [alert] = makeFixtureWorld(1_800_000_000_000).alerts as [AlertView];
const incident = (changes: Partial<IncidentView>): IncidentView => anIncident([alert], changes);

describe(LiveIncidents.name, () => {
  let live: LiveIncidents;
  let sounded: string[];
  beforeEach(() => {
    live = new LiveIncidents(() => undefined);
    sounded = [];
    live.onSound(({ id }) => sounded.push(id));
  });
  const ids = () => live.lines().map(({ id }) => id);

  it('has one line for each cause, the worse before the milder, then the unowned, then the longest', () => {
    live.replace([
      incident({ id: 'long', severity: 'WARN', startedAt: 1 }),
      incident({ id: 'owned', severity: 'CRITICAL', state: 'ACKNOWLEDGED' }),
      incident({ id: 'hint', severity: 'INFO' }),
      incident({ id: 'short', severity: 'WARN', startedAt: 2 }),
      incident({ id: 'worst', severity: 'CRITICAL' }),
    ]);
    expect(ids()).toEqual(['worst', 'owned', 'long', 'short']);
    expect(live.lines()).toBe(live.lines());
  });

  it('lets go of what is over or was merged, and never goes back to an older revision', () => {
    live.replace([incident({ id: 'a', revision: 2 }), incident({ id: 'b' })]);
    live.put(incident({ id: 'a', revision: 1, state: 'CLEARED' }));
    expect(ids()).toEqual(['a', 'b']);
    live.put(incident({ id: 'a', revision: 3, state: 'CLEARED' }));
    live.put(incident({ id: 'b', revision: 2, state: 'MERGED', mergedIntoId: 'a' }));
    expect(ids()).toEqual([]);
  });

  it('is silent for what stood when the page was opened, and sounds once for what is new', () => {
    live.replace([incident({ id: 'old', severity: 'CRITICAL' })]);
    live.put(incident({ id: 'new', severity: 'INFO' }));
    live.put(incident({ id: 'new', severity: 'MAJOR', revision: 2 }));
    for (const revision of [3, 4, 5])
      live.put(incident({ id: 'new', severity: 'MAJOR', revision }));
    expect(sounded).toEqual(['new']);
  });

  it('sounds for what began while the link was down', () => {
    live.replace([]);
    live.replace([incident({ id: 'missed', severity: 'MAJOR' })]);
    expect(sounded).toEqual(['missed']);
  });
});

describe(deservesSound.name, () => {
  it.each([
    ['mild', { severity: 'WARN' }],
    ['taken', { severity: 'CRITICAL', state: 'ACKNOWLEDGED' }],
    ['over already', { severity: 'CRITICAL', state: 'CLEARED' }],
  ] as const)('is not for what is %s', (_, change) => {
    expect(deservesSound(undefined, incident(change))).toBe(false);
  });

  it('is for what has become worse', () => {
    const before = incident({ severity: 'MAJOR' });
    expect(deservesSound(before, incident({ severity: 'CRITICAL' }))).toBe(true);
  });
});
