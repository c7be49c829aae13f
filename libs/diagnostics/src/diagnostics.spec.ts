import { describe, expect, it } from '@jest/globals';
import { watchEventLoop } from './event-loop-delay.ts';
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

  /** Two probe periods of the histogram: its timer has no event to wait for. */
  function afterNextProbes(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 30));
  }
});
