import { describe, expect, it } from '@jest/globals';
import { LATE_BOUNDS_MS, lateWithin, watchEventLoop } from './event-loop-delay.ts';
import { createLog } from './log.ts';
import { createMetrics, observedGauge } from './metrics.ts';

describe('logs', () => {
  it('writes one JSON line with level, time and process', () => {
    const lines: string[] = [];
    createLog('broker', 'info', { write: (line) => lines.push(line) }).info({ port: 1 }, 'up');

    const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'info', process: 'broker', port: 1, msg: 'up' });
    expect(line['time']).toMatch(/Z$/);
  });

  it('never shows tokens and passwords, also one level down', () => {
    const lines: string[] = [];
    const log = createLog('api', 'info', { write: (line) => lines.push(line) });

    log.info({ token: 'hush-1', device: { password: 'hush-2' }, body: { tokenSha256: 'hush-3' } });

    expect(lines.join('')).not.toContain('hush');
    expect(lines.join('')).toContain('[redacted]');
  });

  it('keeps quiet below its level', () => {
    const lines: string[] = [];
    createLog('api', 'warn', { write: (line) => lines.push(line) }).info('unheard');
    expect(lines).toEqual([]);
  });
});

describe('metrics', () => {
  it('asks an observed gauge when scraped, and labels it with the process', async () => {
    const registry = createMetrics('broker');
    let connections = 1;
    observedGauge(registry, 'connections', 'Open connections', () => connections);
    connections = 7;

    expect(await registry.metrics()).toContain('connections{process="broker"} 7');
    registry.clear();
  });
});

describe('what a share of probes did not exceed', () => {
  const none = new Array<number>(LATE_BOUNDS_MS.length + 1).fill(0);
  /** So many probes of at most each bound, and all of them. */
  const counted = (counts: Readonly<Record<number, number>>, all: number): number[] => {
    let reached = 0;
    return [...LATE_BOUNDS_MS.map((bound) => (reached = counts[bound] ?? reached)), all];
  };

  it('lies between the two bounds in which it falls, as evenly as it can', () => {
    const after = counted({ 1: 900, 40: 900, 50: 1000 }, 1000);
    expect(lateWithin(0.99, none, after)).toBeCloseTo(49);
    expect(lateWithin(0.5, none, after)).toBeCloseTo(500 / 900);
  });

  it('is of what was between two looks only', () => {
    const before = counted({ 1: 10, 500: 100 }, 100);
    const after = counted({ 1: 1010, 500: 1100 }, 1100);
    expect(lateWithin(0.99, before, after)).toBeCloseTo(0.99);
  });

  it('is beyond all bounds when too many probes were, and nothing without probes', () => {
    expect(lateWithin(0.99, none, counted({ 5000: 98 }, 100))).toBe(Infinity);
    expect(lateWithin(0.99, none, none)).toBeNaN();
    expect(LATE_BOUNDS_MS).toEqual(expect.arrayContaining([50, 200]));
  });

  it('is not known of a process that began anew between the looks, or was not looked at', () => {
    const after = counted({ 1: 100 }, 100);
    expect(lateWithin(0.99, counted({ 1: 101 }, 101), after)).toBeNaN();
    expect(lateWithin(0.99, counted({ 1: 90, 50: 99 }, 99), counted({ 1: 80 }, 200))).toBeNaN();
    for (const unknown of [[], none.map(() => Number.NaN)]) {
      expect(lateWithin(0.99, unknown, after)).toBeNaN();
      expect(lateWithin(0.99, after, unknown)).toBeNaN();
    }
  });
});

describe('the event loop watch', () => {
  it('shows a blocked loop, once', async () => {
    const watch = watchEventLoop();
    await afterNextProbes();
    watch.take();
    await afterNextProbes();
    const until = performance.now() + 80;
    while (performance.now() < until);
    await afterNextProbes();

    expect(watch.take().maxMs).toBeGreaterThan(40);
    watch.stop();
  });

  it('counts the same delay for whoever looks, by how late it was', async () => {
    const watch = watchEventLoop();
    await afterNextProbes();
    const before = watch.lateCounts();
    watch.take();
    const until = performance.now() + 120;
    while (performance.now() < until);
    await afterNextProbes();
    const after = watch.lateCounts();
    watch.stop();

    const probes = after.map((count, i) => count - (before[i] as number));
    expect(probes).toHaveLength(LATE_BOUNDS_MS.length + 1);
    expect(probes).toEqual(probes.toSorted((a, b) => a - b));
    expect(probes.at(-1)).toBeGreaterThan(probes[LATE_BOUNDS_MS.indexOf(100)] as number);
    expect(lateWithin(1, before, after)).toBeGreaterThan(100);
  });

  /** Two probe periods of the histogram: its timer has no event to wait for. */
  function afterNextProbes(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 30));
  }
});
