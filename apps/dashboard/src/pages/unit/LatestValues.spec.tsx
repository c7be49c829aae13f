/** @jest-environment jsdom */
import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen } from '@testing-library/react';
import type { LatestReading } from '@lenglian/console-contract';
import { makeFixtureWorld } from '../../testing/fixture-world.ts';
import { renderConsole } from '../../testing/render-console.tsx';
import { LatestValues } from './LatestValues.tsx';

const NOW = 1_800_000_000_000;
const unit = makeFixtureWorld(NOW).units.find(({ latest }) => latest !== null)!;

function show(controllerAlarm: LatestReading['controllerAlarm']): void {
  const latest = { ...unit.latest!, controllerAlarm };
  renderConsole(<LatestValues unit={{ ...unit, latest }} />, {
    ...{ now: NOW, preferences: { language: 'zh' } },
  });
}
afterEach(cleanup);

describe('the latest values', () => {
  it('name what the controller says is wrong, with the code on its display', () => {
    const alarm = { codes: ['CARRIER:AL24', 'CARRIER:AL024'], severity: 'CRITICAL' } as const;
    show({ ...alarm, codes: [...alarm.codes], nameZh: '压缩机内部保护断开', nameEn: 'Compressor' });

    const told = screen.getByText('控制器报警').parentElement?.textContent;
    expect(told).toContain('压缩机内部保护断开');
    expect(told).toContain('CARRIER:AL24 / CARRIER:AL024');
  });

  it('say nothing of a controller without alarms', () => {
    show(null);
    expect(screen.queryByText('控制器报警')).toBeNull();
  });
});
