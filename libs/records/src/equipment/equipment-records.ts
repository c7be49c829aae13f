import type { UnitState } from '@lenglian/placements';
import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { beyond, rowsToRead, toDatedPage } from '../page.ts';
import type { EquipmentRecords } from './equipment.ts';
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
    async declarations(unitId, page) {
      const rows = await database
        .selectFrom('unitDeclarations')
        .selectAll()
        .where('unitId', '=', unitId)
        .where(beyond('validFrom', '<', page))
        .orderBy('validFrom', 'desc')
        .orderBy('id', 'desc')
        .limit(rowsToRead(page))
        .execute();
      return toDatedPage(
        rows,
        page,
        ({ validFrom }) => validFrom,
        (row) => ({ ...row, state: row.state as UnitState }),
      );
    },
    clean: (actor, unitId, cleaning) =>
      audited(actor, (change) => recordCleaning(change, actor.id, unitId, cleaning)),
    async cleanings(unitId, page) {
      const rows = await database
        .selectFrom('unitCleanings')
        .selectAll()
        .where('unitId', '=', unitId)
        .where(beyond('cleanedAt', '<', page))
        .orderBy('cleanedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(rowsToRead(page))
        .execute();
      return toDatedPage(
        rows,
        page,
        ({ cleanedAt }) => cleanedAt,
        (row) => ({ ...row, isClean: row.isClean === 1 }),
      );
    },
    inspect: (actor, unitId, inspection) =>
      audited(actor, (change) => recordInspection(change, actor.id, unitId, inspection)),
    async inspections(unitId, page) {
      const rows = await database
        .selectFrom('unitInspections')
        .selectAll()
        .where('unitId', '=', unitId)
        .where(beyond('inspectedAt', '<', page))
        .orderBy('inspectedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(rowsToRead(page))
        .execute();
      return toDatedPage(
        rows,
        page,
        ({ inspectedAt }) => inspectedAt,
        (row) => ({ ...row, hasPassed: row.hasPassed === 1 }),
      );
    },
    seal: (actor, unitId, seal) =>
      audited(actor, (change) => recordSeal(change, actor.id, unitId, seal)),
    async seals(unitId, page) {
      const rows = await database
        .selectFrom('unitSeals')
        .selectAll()
        .where('unitId', '=', unitId)
        .where(beyond('sealedAt', '<', page))
        .orderBy('sealedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(rowsToRead(page))
        .execute();
      return toDatedPage(
        rows,
        page,
        ({ sealedAt }) => sealedAt,
        (row) => row,
      );
    },
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
