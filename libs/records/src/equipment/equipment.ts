import type { UnitState } from '@lenglian/placements';
import type { Instant } from '@lenglian/quantities';
import type { Actor, Page, PageRequest } from '../records.ts';

/** What everything that is put down about equipment has. */
interface Recorded {
  readonly id: string;
  readonly organisationId: string;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

/** 空箱, 封存: declared of a unit from a moment on, and never inferred. */
export interface NewDeclaration {
  readonly state: UnitState;
  readonly validFrom: Instant;
  readonly reason: string | null;
}
export interface DeclarationRecord extends NewDeclaration, Recorded {
  readonly unitId: string;
}

/** A cleaning in place (CIP) of a tanker or of one compartment, and whether it came out clean. */
export interface NewCleaning {
  readonly cleanedAt: Instant;
  readonly isClean: boolean;
  readonly certificateNumber: string | null;
  readonly note: string | null;
}
export interface CleaningRecord extends NewCleaning, Recorded {
  readonly unitId: string;
}

/** An inspection before a trip (PTI). */
export interface NewInspection {
  readonly inspectedAt: Instant;
  readonly hasPassed: boolean;
  /** The firm that inspected; no person. */
  readonly workshopName: string | null;
  readonly note: string | null;
}
export interface InspectionRecord extends NewInspection, Recorded {
  readonly unitId: string;
}

/** 施封: a seal that was put on at closing. */
export interface NewSeal {
  readonly sealedAt: Instant;
  readonly sealNumber: string;
  readonly note: string | null;
}
export interface SealRecord extends NewSeal, Recorded {
  readonly unitId: string;
}

/** A calibration of a device or of one of its channels. */
export interface NewCalibration {
  /** Wire name of a channel (libs/readings); null for all of the device. */
  readonly channel: string | null;
  readonly calibratedAt: Instant;
  /** Excluded. */
  readonly validUntil: Instant;
  /** What is to be added to the raw value; the raw value itself stays. */
  readonly offsetKelvin: number;
  readonly certificateNumber: string | null;
  readonly note: string | null;
}
export interface CalibrationRecord extends NewCalibration, Recorded {
  readonly deviceId: string;
}

/**
 * What is put down about units and devices beside where they are. Nothing of it is ever changed: a
 * mistake is mended by a further entry. Lists are newest first.
 */
export interface EquipmentRecords {
  /** @throws NotFoundError, InvalidRecordError (goods lie in a unit that is declared empty or laid up) */
  declare(actor: Actor, unitId: string, declaration: NewDeclaration): Promise<DeclarationRecord>;
  declarations(unitId: string, page: PageRequest): Promise<Page<DeclarationRecord>>;
  /** @throws NotFoundError, InvalidRecordError (in the future), RecordRefusedError (goods lay in the tank) */
  clean(actor: Actor, unitId: string, cleaning: NewCleaning): Promise<CleaningRecord>;
  cleanings(unitId: string, page: PageRequest): Promise<Page<CleaningRecord>>;
  /** @throws NotFoundError, InvalidRecordError (in the future) */
  inspect(actor: Actor, unitId: string, inspection: NewInspection): Promise<InspectionRecord>;
  inspections(unitId: string, page: PageRequest): Promise<Page<InspectionRecord>>;
  /** @throws NotFoundError, InvalidRecordError (in the future) */
  seal(actor: Actor, unitId: string, seal: NewSeal): Promise<SealRecord>;
  seals(unitId: string, page: PageRequest): Promise<Page<SealRecord>>;
  /** @throws NotFoundError, InvalidRecordError (in the future, or valid until before it) */
  calibrate(
    actor: Actor,
    deviceId: string,
    calibration: NewCalibration,
  ): Promise<CalibrationRecord>;
  calibrations(deviceId: string, page: PageRequest): Promise<Page<CalibrationRecord>>;
}
