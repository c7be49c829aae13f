import { HAND_OVER_STATES, SIDES } from '@lenglian/goods';
import { z } from 'zod';
import { handOverSchema, milkSlipSchema, shownConditionSchema } from './hand-overs.ts';
import { toldInstantSchema } from './instants.ts';

const name = z.string().trim().min(1).max(200);

/** A link for the side that has no account here, good once, for seven days at most. */
export const newHandOverLinkSchema = z
  .object({ side: z.enum(SIDES), validUntil: toldInstantSchema })
  .meta({ id: 'NewHandOverLink' });

/** The secret of a new link: told this once. */
export const handOverLinkSchema = z
  .object({
    id: z.string(),
    side: z.enum(SIDES),
    validUntil: z.number().int(),
    /** Of the page, on the console's own address: `/h/` and the secret. */
    path: z.string(),
  })
  .meta({ id: 'HandOverLink' });
export type HandOverLinkView = z.infer<typeof handOverLinkSchema>;

const partyNameSchema = z.object({ name: z.string() });

/** One hand-over as whoever has a link to it sees it: what is to be agreed on, and no people. */
export const linkedHandOverSchema = z
  .object({
    /** For whom the link answers. */
    side: z.enum(SIDES),
    validUntil: z.number().int(),
    state: z.enum(HAND_OVER_STATES),
    /** Its side has confirmed: there is only a settlement left to agree to. */
    isConfirmed: z.boolean(),
    /** What its side disputes by a link, and what was proposed to settle it. */
    toAgree: z.array(z.object({ id: z.string(), reason: z.string(), settlement: z.string() })),
    handOver: handOverSchema
      .pick({
        ...{ kind: true, handedOverAt: true, placeCode: true, runCode: true, unitCode: true },
        ...{ waybillNumber: true, sealFoundNumber: true, sealAppliedNumber: true },
        ...{ surfaceTemperatureCelsius: true, coreTemperatureCelsius: true },
        ...{ thermometerNumber: true, note: true },
      })
      .extend({
        milk: milkSlipSchema.omit({ vehiclePlate: true, escortName: true }).nullable(),
        from: partyNameSchema,
        to: partyNameSchema,
        lots: z.array(handOverSchema.shape.lots.element.omit({ lotId: true })),
        conditions: z.array(shownConditionSchema.omit({ openAlerts: true })),
      }),
  })
  .meta({ id: 'LinkedHandOver' });
export type LinkedHandOverView = z.infer<typeof linkedHandOverSchema>;

/** What whoever has the link says, once. */
export const linkAnswerSchema = z
  .discriminatedUnion('answer', [
    z.object({ answer: z.literal('confirm'), name }),
    z.object({
      answer: z.literal('dispute'),
      name: name.nullable().default(null),
      reason: z.string().trim().min(1).max(1_000),
    }),
    /** To a settlement of `toAgree`; confirms the hand-over with it. */
    z.object({ answer: z.literal('agree'), name, settlementId: z.uuid() }),
  ])
  .meta({ id: 'LinkAnswer' });
export type LinkAnswerRequest = z.input<typeof linkAnswerSchema>;
