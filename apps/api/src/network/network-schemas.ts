import { pageQuerySchema } from '@lenglian/console-contract';
import { PLACE_ROLES } from '@lenglian/seed-files';
import { z } from 'zod';

export const placeQuerySchema = pageQuerySchema.extend({ role: z.enum(PLACE_ROLES).optional() });
