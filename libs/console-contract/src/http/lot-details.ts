import { z } from 'zod';
import { toldInstantSchema } from './instants.ts';

const code = z.string().trim().min(1).max(64);
const name = z.string().trim().min(1).max(200);

/** What is known of a lot beside what it is and how much; null where nobody said. */
export const lotDetailsShape = {
  /** 一单制: one number for the whole multimodal journey. */
  waybillNumber: code.nullable(),
  shipperName: name.nullable(),
  consigneeName: name.nullable(),
  harvestedAt: toldInstantSchema.nullable(),
  /** When pre-cooling had ended. */
  preCooledAt: toldInstantSchema.nullable(),
  /** Of the pulp when it was loaded. */
  pulpTemperatureCelsius: z.number().min(-60).max(60).nullable(),
  /** Soluble solids; watery fruit is judged by warmer limits, sweet fruit may be colder. */
  brixDegrees: z.number().min(1).max(40).nullable(),
  /** A cultivar of the commodity with limits of its own. */
  cultivarCode: code.nullable(),
  packageCount: z.number().int().min(1).max(1e7).nullable(),
};
