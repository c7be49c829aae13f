import type { UnitState } from '@lenglian/placements';
import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { EQUIPMENT_ENTRIES_MAX, type EquipmentRecords } from './equipment.ts';
import { recordCalibration } from './record-calibration.ts';
import { recordCleaning, recordDeclaration } from './record-unit-entry.ts';

/** What is put down about equipment, over the database. */
export function equipmentRecords(database: ReadableDatabase, audited: Audited): EquipmentRecords {
  return {
    declare: (actor, unitId, declaration) =>
      audited(actor, (change) => recordDeclaration(change, actor.id, unitId, declaration)),
    async declarations(unitId) {
      const rows = await database
        .selectFrom('unitDeclarations')
        .selectAll()
        .where('unitId', '=', unitId)
        .orderBy('validFrom', 'desc')
        .orderBy('id', 'desc')
        .limit(EQUIPMENT_ENTRIES_MAX)
        .execute();
      return rows.map((row) => ({ ...row, state: row.state as UnitState }));
    },
    clean: (actor, unitId, cleaning) =>
      audited(actor, (change) => recordCleaning(change, actor.id, unitId, cleaning)),
    async cleanings(unitId) {
      const rows = await database
        .selectFrom('unitCleanings')
        .selectAll()
        .where('unitId', '=', unitId)
        .orderBy('cleanedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(EQUIPMENT_ENTRIES_MAX)
        .execute();
      return rows.map((row) => ({ ...row, isClean: row.isClean === 1 }));
    },
    calibrate: (actor, deviceId, calibration) =>
      audited(actor, (change) => recordCalibration(change, actor.id, deviceId, calibration)),
    calibrations: (deviceId) =>
      database
        .selectFrom('calibrations')
        .selectAll()
        .where('deviceId', '=', deviceId)
        .orderBy('calibratedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(EQUIPMENT_ENTRIES_MAX)
        .execute(),
  };
}
