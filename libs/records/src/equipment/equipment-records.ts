import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { beyond, rowsToRead, toDatedPage } from '../page.ts';
import type { EquipmentRecords } from './equipment.ts';
import { cleaningsOf, declarationsOf, inspectionsOf, sealsOf } from './list-unit-entries.ts';
import { recordCalibration } from './record-calibration.ts';
import {
  recordCleaning,
  recordDeclaration,
  recordInspection,
  recordSeal,
} from './record-unit-entry.ts';

/** What is put down about equipment, over the database. */
export function equipmentRecords(database: ReadableDatabase, audited: Audited): EquipmentRecords {
  return {
    declare: (actor, unitId, declaration) =>
      audited(actor, (change) => recordDeclaration(change, actor.id, unitId, declaration)),
    declarations: (unitId, page) => declarationsOf(database, unitId, page),
    clean: (actor, unitId, cleaning) =>
      audited(actor, (change) => recordCleaning(change, actor.id, unitId, cleaning)),
    cleanings: (unitId, page) => cleaningsOf(database, unitId, page),
    inspect: (actor, unitId, inspection) =>
      audited(actor, (change) => recordInspection(change, actor.id, unitId, inspection)),
    inspections: (unitId, page) => inspectionsOf(database, unitId, page),
    seal: (actor, unitId, seal) =>
      audited(actor, (change) => recordSeal(change, actor.id, unitId, seal)),
    seals: (unitId, page) => sealsOf(database, unitId, page),
    calibrate: (actor, deviceId, calibration) =>
      audited(actor, (change) => recordCalibration(change, actor.id, deviceId, calibration)),
    async calibrations(deviceId, page) {
      const rows = await database
        .selectFrom('calibrations')
        .selectAll()
        .where('deviceId', '=', deviceId)
        .where(beyond('calibratedAt', '<', page))
        .orderBy('calibratedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(rowsToRead(page))
        .execute();
      return toDatedPage(
        rows,
        page,
        ({ calibratedAt }) => calibratedAt,
        (row) => row,
      );
    },
  };
}
