import { z } from 'zod';

const nullableInstant = z.number().int().nullable();

/** The process is up and answers. Says nothing about what it depends on. */
export const healthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

/** Whether the whole chain works, and if not, each reason (503 then). */
export const readinessSchema = z
  .object({
    isReady: z.boolean(),
    /** Stable codes with a sentence for whoever runs it; empty when ready. */
    reasons: z.array(z.object({ code: z.string(), detail: z.string() })),
    judge: z.object({
      /** Seconds of `receivedAt` between the newest entry and the newest one judged; null: unknown. */
      lagSeconds: z.number().nullable(),
      backlogEntries: z.number().int().nullable(),
      /** The last tick of the broker that was read. */
      now: nullableInstant,
      /**
       * Everything that devices sent, and all that is believed of where things are, is judged, and the
       * records have what came of it.
       */
      isSettled: z.boolean(),
    }),
    historian: z.object({
      /** Seconds that InfluxDB is behind the local store; null without InfluxDB. */
      lagSeconds: z.number().nullable(),
    }),
    brokerLink: z.object({ isConnected: z.boolean() }),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readinessSchema>;
