import { useQueryClient } from '@tanstack/react-query';
import type { DepartureBoardView, DepartureBoxView } from '@lenglian/console-contract';
import { isOpen } from '@lenglian/planning';
import { DEPARTURE_CHECK_WORDS, DEPARTURE_TEXT, type Words } from '@lenglian/wording';
import { z } from 'zod';
import { departureQuery, sendRelease } from '../../api/departure-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { LongTextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';

const reasonSchema = z.object({ reason: z.string().trim().min(1).max(1_000) });

/** Lets boxes leave for the checks that are shown now, with one reason; or takes that back. */
export function ReleaseForm(props: {
  board: DepartureBoardView;
  boxes: readonly DepartureBoxView[];
  action: Words;
  isTakingBack?: boolean;
  onClose: () => void;
}) {
  const { board, boxes, action, isTakingBack = false, onClose } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const { queryKey } = departureQuery(board.runId);
  const state = useForm({
    schema: reasonSchema,
    read: (data) => ({ reason: textOf(data, 'reason') ?? '' }),
    send: async ({ reason }) => {
      let current = board;
      // One after the other: each is an entry of its own, and what was done stays done.
      for (const { unitId, checks } of boxes) {
        const seen = isTakingBack
          ? []
          : checks.filter(isOpen).map(({ check, state }) => ({ check, state }));
        current = await sendRelease(current, { unitId, checks: seen, reason });
      }
      return current;
    },
    onDone: (after) => {
      client.setQueryData(queryKey, after);
      onClose();
    },
    onStale: () => void client.invalidateQueries({ queryKey }),
  });
  const open = new Set(boxes.flatMap(({ checks }) => checks.filter(isOpen)).map((c) => c.check));
  return (
    <Form state={state} label={t(action)} action={action} onCancel={onClose}>
      <p>
        {boxes.map(({ unitCode }) => unitCode).join('、')}
        {!isTakingBack && (
          <>
            {' · '}
            {t(DEPARTURE_TEXT.for)}
            {': '}
            {[...open].map((check) => t(DEPARTURE_CHECK_WORDS[check])).join('、')}
          </>
        )}
      </p>
      {!isTakingBack && <p className="hint">{t(DEPARTURE_TEXT.releaseExplained)}</p>}
      <LongTextField name="reason" label={DEPARTURE_TEXT.reason} />
    </Form>
  );
}
