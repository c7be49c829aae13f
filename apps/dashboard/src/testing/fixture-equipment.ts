import type {
  CalibrationView,
  CleaningView,
  DeclarationView,
  UnitView,
} from '@lenglian/console-contract';
import { DAY, HOUR, type Instant } from '@lenglian/quantities';

const by = (id: string, recordedAt: Instant) => ({ id, recordedAt, recordedBy: 'user-1' });

/** It was laid up over the winter, and is in use again. */
export function makeFixtureDeclarations(unitId: string, now: Instant): DeclarationView[] {
  const at = now - 20 * DAY;
  return [
    {
      ...by('declaration-2', at),
      ...{ unitId, state: 'IN_USE', validFrom: at, reason: null },
    },
    {
      ...by('declaration-1', at - 90 * DAY),
      ...{ unitId, state: 'LAID_UP', validFrom: at - 90 * DAY, reason: '冬季停用' },
    },
  ];
}

/** Washed twice: the first time it did not come out clean. */
export function makeFixtureCleanings(unitId: string, now: Instant): CleaningView[] {
  const at = now - 6 * HOUR;
  return [
    {
      ...by('cleaning-2', at),
      ...{ unitId, cleanedAt: at, isClean: true, certificateNumber: 'CIP-0231', note: null },
    },
    {
      ...by('cleaning-1', at - 2 * HOUR),
      ...{ unitId, cleanedAt: at - 2 * HOUR, isClean: false, certificateNumber: null },
      note: '碱液浓度不足',
    },
  ];
}

/** The device as a whole is certified; one of its probes is not any more. */
export function makeFixtureCalibrations(deviceId: string, now: Instant): CalibrationView[] {
  const calibratedAt = now - 300 * DAY;
  const about = { deviceId, calibratedAt, note: null };
  return [
    {
      ...{ ...by('calibration-2', calibratedAt), ...about, channel: null },
      ...{ validUntil: now + 65 * DAY, offsetKelvin: 0, certificateNumber: 'XJ-2026-118' },
    },
    {
      ...{ ...by('calibration-1', calibratedAt), ...about },
      channel: 'cargoProbe1TemperatureCelsius',
      ...{ validUntil: now - 12 * DAY, offsetKelvin: -0.2, certificateNumber: null },
    },
  ];
}

/** A milk tanker with two compartments. */
export function makeFixtureTanker(unit: UnitView): UnitView[] {
  const whole: UnitView = {
    ...unit,
    ...{ id: 'tanker', code: 'XJA12345', kind: 'tanker', runId: null, position: null, lots: [] },
    ...{ equipmentGroup: null, deviceIds: [], liveAlertIds: [], condition: 'OK' },
  };
  const part = (name: string): UnitView => ({
    ...{ ...whole, id: `tanker-${name}`, code: `${whole.code}/${name}`, wholeUnitId: whole.id },
    deviceIds: [`TNK-${name}`],
  });
  return [whole, part('1'), part('2')];
}
