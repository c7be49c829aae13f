import { LEG_MODES } from '@lenglian/planning';
import { z } from 'zod';

const named = { id: z.string(), code: z.string(), nameZh: z.string(), nameEn: z.string() };

/** A place as far as its name is needed; the whole of it is what `seeds/` knows. */
export const namedPlaceSchema = z.object(named);
export type NamedPlace = z.infer<typeof namedPlaceSchema>;

/** A service as far as a run is planned by it: its ways, the usual one first. */
export const namedServiceSchema = z.object({
  ...named,
  ways: z
    .array(
      z.object({
        code: z.string(),
        legs: z.array(
          z.object({
            mode: z.enum(LEG_MODES),
            fromPlaceCode: z.string(),
            toPlaceCode: z.string(),
          }),
        ),
      }),
    )
    .default([]),
});
export type NamedService = z.infer<typeof namedServiceSchema>;
