import { useState } from 'react';
import {
  legReportSchema,
  runDelaySchema,
  type FindingView,
  type RunView,
} from '@lenglian/console-contract';
import { LEG_TEXT, toInputTime } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { LongTextField, NumberField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { instantOf, numberOf, textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useRunChange } from './use-run-change.ts';

interface LegFormProps {
  run: RunView;
  /** The leg, from 0. */
  index: number;
  /** "库车 → 怀化" */
  name: string;
  onClose: () => void;
  /** With what the run is late for now. */
  onDone: (warnings: readonly FindingView[]) => void;
}

const reportSchema = legReportSchema.refine(
  ({ departedAt, arrivedAt }) => departedAt !== undefined || arrivedAt !== undefined,
  { path: ['departedAt'], message: 'nothing was changed' },
);

/** When a leg really began and ended. */
export function ReportLeg(props: LegFormProps) {
  const { run, index, name, onClose } = props;
  const { t, zone, zoneName } = useWording();
  // What was not touched here is not sent, also where somebody else has changed it meanwhile.
  const [before] = useState(run.legs[index]);
  const { send, onDone, onStale } = useRunChange(run, props.onDone);
  const state = useForm({
    schema: reportSchema,
    read: (data) => {
      const departedAt = instantOf(data, 'departedAt', zone, before?.departedAt);
      const arrivedAt = instantOf(data, 'arrivedAt', zone, before?.arrivedAt);
      return {
        leg: index + 1,
        ...(departedAt !== before?.departedAt && { departedAt }),
        ...(arrivedAt !== before?.arrivedAt && { arrivedAt }),
        reason: textOf(data, 'reason') ?? undefined,
      };
    },
    send: send('legs'),
    ...{ onDone, onStale },
  });
  const time = (at: number | null | undefined) => (at == null ? '' : toInputTime(at, zone));
  const zoneHint = { zh: zoneName, en: zoneName };
  return (
    <Form
      state={state}
      label={`${t(LEG_TEXT.report)} ${name}`}
      action={LEG_TEXT.report}
      onCancel={onClose}
    >
      <p className="hint">{t(LEG_TEXT.reportExplained)}</p>
      <div className="fields">
        <TextField
          type="datetime-local"
          name="departedAt"
          label={LEG_TEXT.departedAt}
          hint={zoneHint}
          isOptional
          defaultValue={time(before?.departedAt)}
        />
        <TextField
          type="datetime-local"
          name="arrivedAt"
          label={LEG_TEXT.arrivedAt}
          hint={zoneHint}
          isOptional
          defaultValue={time(before?.arrivedAt)}
        />
      </div>
      <LongTextField name="reason" label={LEG_TEXT.why} isOptional />
    </Form>
  );
}

/** A run is late, or makes up for it: the plan moves from here on. */
export function DelayLeg(props: LegFormProps) {
  const { run, index, name, onClose } = props;
  const { t } = useWording();
  const { send, onDone, onStale } = useRunChange(run, props.onDone);
  const state = useForm({
    schema: runDelaySchema,
    read: (data) => ({
      leg: index + 1,
      of: textOf(data, 'of'),
      delayMinutes: numberOf(data, 'delayMinutes'),
      reason: textOf(data, 'reason'),
    }),
    send: send('delay'),
    ...{ onDone, onStale },
  });
  const hasLeft = run.legs[index]?.departedAt != null;
  return (
    <Form
      state={state}
      label={`${t(LEG_TEXT.delay)} ${name}`}
      action={LEG_TEXT.delay}
      onCancel={onClose}
    >
      <p className="hint">{t(LEG_TEXT.delayExplained)}</p>
      <div className="fields">
        <SelectField
          name="of"
          label={LEG_TEXT.delayOf}
          defaultValue={hasLeft ? 'ARRIVAL' : 'DEPARTURE'}
          options={[
            { value: 'DEPARTURE', text: t(LEG_TEXT.departure) },
            { value: 'ARRIVAL', text: t(LEG_TEXT.arrival) },
          ]}
        />
        <NumberField
          name="delayMinutes"
          label={LEG_TEXT.delayMinutes}
          hint={LEG_TEXT.delayMinutesExplained}
        />
      </div>
      <LongTextField name="reason" label={LEG_TEXT.why} />
    </Form>
  );
}
