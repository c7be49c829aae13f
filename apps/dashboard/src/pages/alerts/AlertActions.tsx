import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  closeAlertSchema,
  dispositionSchema,
  shelveSchema,
  type AlertView,
} from '@lenglian/console-contract';
import { DISPOSITIONS } from '@lenglian/alerts';
import { MINUTE } from '@lenglian/quantities';
import { ALERT_LIFE_TEXT, DISPOSITION_WORDS, formatDuration } from '@lenglian/wording';
import { alertQuery } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { LongTextField, SelectField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { OpenButton } from '../../ui/OpenButton.tsx';

/** Minutes that an alert may be shelved; the server allows at most 240. */
const SHELVES = [30, 60, 120, 240] as const;

type Act = 'shelve' | 'unshelve' | 'close' | 'dispose';

/** What one may do with an alert beyond taking it: shelve while it lasts; say and decide when it is over. */
export default function AlertActions(props: { alert: AlertView }) {
  const { alert } = props;
  const { t } = useWording();
  const [open, setOpen] = useState<Act | null>(null);
  const acts = usePossible(alert);
  const done = () => setOpen(null);
  if (acts.length === 0) return null;
  return (
    <>
      {alert.awaitsDisposition && <p className="unowned">{t(ALERT_LIFE_TEXT.awaits)}</p>}
      <div className="buttons">
        {acts.map((act) => (
          <OpenButton key={act} isOpen={open === act} onOpen={() => setOpen(act)}>
            {t(ALERT_LIFE_TEXT[act])}
          </OpenButton>
        ))}
      </div>
      {open === 'shelve' && <ShelveForm alert={alert} onDone={done} />}
      {open === 'unshelve' && <UnshelveForm alert={alert} onDone={done} />}
      {open === 'close' && <CloseForm alert={alert} onDone={done} />}
      {open === 'dispose' && <DisposeForm alert={alert} onDone={done} />}
    </>
  );
}

function usePossible(alert: AlertView): Act[] {
  const mayShelve = useMayDo('alerts.shelve');
  const mayClose = useMayDo('alerts.close');
  const mayDispose = useMayDo('alerts.dispose');
  const isLasting = alert.state === 'OPEN' || alert.state === 'ACKNOWLEDGED';
  const isToDecide = alert.awaitsDisposition || alert.disposition !== null;
  const possible: Record<Act, boolean> = {
    shelve: mayShelve && isLasting && alert.shelvedUntil === null && alert.severity !== 'CRITICAL',
    unshelve: mayShelve && alert.shelvedUntil !== null,
    close: mayClose && alert.state === 'CLEARED',
    dispose: mayDispose && !isLasting && isToDecide,
  };
  return (Object.keys(possible) as Act[]).filter((act) => possible[act]);
}

interface ActProps {
  alert: AlertView;
  onDone: () => void;
}

function useSend({ alert, onDone }: ActProps, path: string) {
  const client = useQueryClient();
  const { store } = useLive();
  const url = `/alerts/${encodeURIComponent(alert.id)}`;
  return {
    send: (body: object) => request<AlertView>(`${url}/${path}`, body, 'POST', alert.revision),
    onDone: (changed: AlertView) => {
      store.learnAlert(changed);
      client.setQueryData(alertQuery(alert.id).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['alerts', 'list'] });
      onDone();
    },
    onStale: () => void client.invalidateQueries({ queryKey: alertQuery(alert.id).queryKey }),
  };
}

function ShelveForm(props: ActProps) {
  const { t } = useWording();
  const { clock } = useLive();
  const state = useForm({
    schema: shelveSchema,
    read: (data) => ({
      // A second under the bound, so that the time on the way never makes it too long.
      until: Math.round(clock.now()) + Number(textOf(data, 'minutes')) * MINUTE - 1_000,
      reason: textOf(data, 'reason'),
    }),
    ...useSend(props, 'shelve'),
  });
  return (
    <Form
      state={state}
      label={t(ALERT_LIFE_TEXT.shelve)}
      action={ALERT_LIFE_TEXT.shelve}
      onCancel={props.onDone}
    >
      <SelectField
        name="minutes"
        label={ALERT_LIFE_TEXT.shelveFor}
        hint={ALERT_LIFE_TEXT.shelveExplained}
        defaultValue="60"
        options={SHELVES.map((minutes) => ({
          value: String(minutes),
          text: t(formatDuration(minutes * MINUTE)),
        }))}
      />
      <LongTextField name="reason" label={ALERT_LIFE_TEXT.reason} />
    </Form>
  );
}

function UnshelveForm(props: ActProps) {
  const { t } = useWording();
  const state = useForm({
    schema: { safeParse: () => ({ success: true as const, data: {} }) },
    read: () => ({}),
    ...useSend(props, 'unshelve'),
  });
  return (
    <Form
      state={state}
      label={t(ALERT_LIFE_TEXT.unshelve)}
      action={ALERT_LIFE_TEXT.unshelve}
      onCancel={props.onDone}
    >
      <p className="hint">{props.alert.shelfReason}</p>
    </Form>
  );
}

function CloseForm(props: ActProps) {
  const { alert } = props;
  const { t } = useWording();
  const state = useForm({
    schema: closeAlertSchema,
    read: (data) => ({
      cause: textOf(data, 'cause'),
      correctiveAction: textOf(data, 'correctiveAction'),
    }),
    ...useSend(props, 'close'),
  });
  return (
    <Form
      state={state}
      label={t(ALERT_LIFE_TEXT.close)}
      action={ALERT_LIFE_TEXT.closeAction}
      onCancel={props.onDone}
    >
      {alert.awaitsDisposition && <p className="hint">{t(ALERT_LIFE_TEXT.closeThenQuality)}</p>}
      <LongTextField
        name="cause"
        label={ALERT_LIFE_TEXT.cause}
        {...(alert.cause !== null && { defaultValue: alert.cause })}
      />
      <LongTextField
        name="correctiveAction"
        label={ALERT_LIFE_TEXT.correctiveAction}
        {...(alert.correctiveAction !== null && { defaultValue: alert.correctiveAction })}
      />
    </Form>
  );
}

function DisposeForm(props: ActProps) {
  const { t } = useWording();
  const state = useForm({
    schema: dispositionSchema,
    read: (data) => ({
      disposition: textOf(data, 'disposition'),
      reason: textOf(data, 'reason'),
    }),
    ...useSend(props, 'disposition'),
  });
  return (
    <Form
      state={state}
      label={t(ALERT_LIFE_TEXT.dispose)}
      action={ALERT_LIFE_TEXT.dispose}
      onCancel={props.onDone}
    >
      <SelectField
        name="disposition"
        label={ALERT_LIFE_TEXT.disposition}
        defaultValue={props.alert.disposition ?? 'HOLD'}
        options={DISPOSITIONS.map((value) => ({ value, text: t(DISPOSITION_WORDS[value]) }))}
      />
      <LongTextField name="reason" label={ALERT_LIFE_TEXT.dispositionReason} />
    </Form>
  );
}
