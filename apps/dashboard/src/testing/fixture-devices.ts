import type { BindingView, DeviceView, UnitView } from '@lenglian/console-contract';
import { HOUR, type Instant } from '@lenglian/quantities';

/** One on each unit, and a spare one. */
export function makeFixtureDevices(units: readonly UnitView[]): DeviceView[] {
  const device = (id: string, unit: UnitView | null): DeviceView => ({
    ...{ id, organisationId: 'demo', kind: 'reefer', isRevoked: false, configVersion: 1 },
    ...{ revision: 1, publishesFor: [] },
    ...{ unitId: unit?.id ?? null, unitCode: unit?.code ?? null },
    ...{ samplingIntervalSeconds: 60, reportingIntervalSeconds: 300 },
    ...{ lastReceivedAt: null, isConnected: null },
  });
  return [
    ...units.flatMap((unit) => unit.deviceIds.map((id) => device(id, unit))),
    device('RFR-SPARE', null),
  ];
}

/** First the spare device was on it, then its own. */
export function makeFixtureBindings(unit: UnitView, now: Instant): BindingView[] {
  const binding = (id: string, from: Instant, until: Instant | null): BindingView => ({
    ...{ id: `binding-${id}`, kind: 'device', subjectId: id, targetId: unit.id, from, until },
    ...{ recordedAt: from, supersededAt: null, position: null, equipmentGroup: null },
    ...{ profileId: null, setpointCelsius: null },
  });
  const at = now - 60 * HOUR;
  return [
    binding('RFR-SPARE', now - 90 * HOUR, at),
    ...unit.deviceIds.map((id) => binding(id, at, null)),
  ];
}
