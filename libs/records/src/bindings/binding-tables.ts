import type { BindingKind, BindingRecord } from './binding.ts';

/** The columns of every kind of binding, under common names; those a kind lacks are absent. */
export interface BindingRow {
  id: string;
  organisationId: string;
  validFrom: number;
  validUntil: number | null;
  recordedAt: number;
  supersededAt?: number;
  deviceId?: string;
  lotId?: string;
  unitId: string;
  runId?: string;
  profileId?: string;
  position?: number | null;
  equipmentGroup?: number | null;
  setpointCelsius?: number | null;
  joinPlaceCode?: string | null;
  leavePlaceCode?: string | null;
}

interface BindingTable {
  /** What is believed. */
  readonly present: 'deviceBindings' | 'lotPlacements' | 'unitAssignments';
  /** What was believed once. */
  readonly past: 'pastDeviceBindings' | 'pastLotPlacements' | 'pastUnitAssignments';
  readonly subject: 'deviceId' | 'lotId' | 'unitId';
  readonly target: 'unitId' | 'runId';
  readonly subjects: 'devices' | 'lots' | 'units';
  readonly targets: 'units' | 'runs';
}

/** Where the bindings of a kind lie. */
export const BINDING_TABLES: Readonly<Record<BindingKind, BindingTable>> = {
  device: {
    present: 'deviceBindings',
    past: 'pastDeviceBindings',
    subject: 'deviceId',
    target: 'unitId',
    subjects: 'devices',
    targets: 'units',
  },
  lot: {
    present: 'lotPlacements',
    past: 'pastLotPlacements',
    subject: 'lotId',
    target: 'unitId',
    subjects: 'lots',
    targets: 'units',
  },
  unit: {
    present: 'unitAssignments',
    past: 'pastUnitAssignments',
    subject: 'unitId',
    target: 'runId',
    subjects: 'units',
    targets: 'runs',
  },
};

export function toBinding(kind: BindingKind, row: BindingRow): BindingRecord {
  const { subject, target } = BINDING_TABLES[kind];
  return {
    id: row.id,
    organisationId: row.organisationId,
    kind,
    subjectId: row[subject] ?? '',
    targetId: row[target] ?? '',
    from: row.validFrom,
    until: row.validUntil,
    recordedAt: row.recordedAt,
    supersededAt: row.supersededAt ?? null,
    position: row.position ?? null,
    equipmentGroup: row.equipmentGroup ?? null,
    setpointCelsius: row.setpointCelsius ?? null,
    profileId: row.profileId ?? null,
  };
}
