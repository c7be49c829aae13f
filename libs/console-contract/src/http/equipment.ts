import { UNIT_STATES } from '@lenglian/placements';
import { CHANNELS } from '@lenglian/readings';
import { z } from 'zod';
import { toldInstantSchema } from './instants.ts';

const note = z.string().trim().min(1).max(1_000).nullable().default(null);
const certificateNumber = z.string().trim().min(1).max(64).nullable().default(null);

/** What everything that is put down about equipment has. */
const recorded = { id: z.string(), recordedAt: z.number().int(), recordedBy: z.string() };

const declarationShape = {
  /** 在用, 空箱, 封存. */
  state: z.enum(UNIT_STATES),
  validFrom: toldInstantSchema,
  reason: note,
};
export const newDeclarationSchema = z.object(declarationShape).meta({ id: 'NewDeclaration' });
export const declarationSchema = z
  .object({ ...recorded, unitId: z.string(), ...declarationShape })
  .meta({ id: 'Declaration' });
export type DeclarationView = z.infer<typeof declarationSchema>;

const cleaningShape = {
  /** When the cleaning in place (CIP) had ended. */
  cleanedAt: toldInstantSchema,
  isClean: z.boolean(),
  certificateNumber,
  note,
};
export const newCleaningSchema = z.object(cleaningShape).meta({ id: 'NewCleaning' });
export const cleaningSchema = z
  .object({ ...recorded, unitId: z.string(), ...cleaningShape })
  .meta({ id: 'Cleaning' });
export type CleaningView = z.infer<typeof cleaningSchema>;

const inspectionShape = {
  inspectedAt: toldInstantSchema,
  hasPassed: z.boolean(),
  /** The firm that inspected; no person. */
  workshopName: z.string().trim().min(1).max(200).nullable().default(null),
  note,
};
export const newInspectionSchema = z.object(inspectionShape).meta({ id: 'NewInspection' });
export const inspectionSchema = z
  .object({ ...recorded, unitId: z.string(), ...inspectionShape })
  .meta({ id: 'Inspection' });
export type InspectionView = z.infer<typeof inspectionSchema>;

const sealShape = {
  sealedAt: toldInstantSchema,
  sealNumber: z.string().trim().min(1).max(64),
  note,
};
export const newSealSchema = z.object(sealShape).meta({ id: 'NewSeal' });
export const sealSchema = z
  .object({ ...recorded, unitId: z.string(), ...sealShape })
  .meta({ id: 'Seal' });
export type SealView = z.infer<typeof sealSchema>;

const calibrationShape = {
  /** Null for all channels of the device. */
  channel: z
    .enum(CHANNELS.map(({ name }) => name))
    .nullable()
    .default(null),
  calibratedAt: toldInstantSchema,
  /** Excluded. */
  validUntil: toldInstantSchema,
  /** What is to be added to the raw value. */
  offsetKelvin: z.number().min(-10).max(10).default(0),
  certificateNumber,
  note,
};
export const newCalibrationSchema = z.object(calibrationShape).meta({ id: 'NewCalibration' });
export const calibrationSchema = z
  .object({
    ...recorded,
    deviceId: z.string(),
    ...calibrationShape,
    channel: z.string().nullable(),
  })
  .meta({ id: 'Calibration' });
export type CalibrationView = z.infer<typeof calibrationSchema>;
