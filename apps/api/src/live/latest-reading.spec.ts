import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '@lenglian/quantities';
import { worstAlarm } from '@lenglian/readings';
import { AN_INSTANT, aReading } from '@lenglian/readings/testing';
import { latestOf } from './latest-reading.ts';

function told(controllerAlarm: number) {
  return latestOf([aReading({ measured: { controllerAlarm } })])?.controllerAlarm;
}

describe(latestOf.name, () => {
  it('takes each value from the newest device that measures it', () => {
    const older = { supplyTemperatureCelsius: 1, returnTemperatureCelsius: 2 };
    const latest = latestOf([
      aReading({ measuredAt: AN_INSTANT, measured: older }),
      aReading({ measuredAt: AN_INSTANT + MINUTE, measured: { supplyTemperatureCelsius: 3 } }),
    ]);

    expect(latest).toMatchObject({ supplyTemperatureCelsius: 3, returnTemperatureCelsius: 2 });
  });

  it('tells what the controller says is wrong, in words', () => {
    expect(told(worstAlarm(['CARRIER:AL24']))).toEqual({
      ...{ codes: ['CARRIER:AL24', 'CARRIER:AL024'], severity: 'CRITICAL' },
      ...{ nameZh: '压缩机内部保护断开', nameEn: 'Compressor protector open' },
    });
    expect(told(worstAlarm(['DAIKIN:E101']))).toMatchObject({
      ...{ codes: [], nameEn: 'Unknown code' },
    });
    expect(told(worstAlarm([]))).toBeNull();
    expect(told(Number.NaN)).toBeNull();
  });
});
