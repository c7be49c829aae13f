import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AlertView, IncidentView } from '@lenglian/console-contract';
import { ALERT_TEXT } from '@lenglian/wording';
import { alertQuery, noticeSignedOut } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { useErrorText } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { NextCheckChoice } from './NextCheckChoice.tsx';
import { nextCheckOf, nextCheckOffer } from './next-check-offer.ts';

/** What is taken: one alert, or an incident with all of its alerts that last. */
type Taken = { readonly alert: AlertView } | { readonly incident: IncidentView };

/** Takes what is live: one click opens the choice of the next check, a second one takes it. */
export function Acknowledge(props: Taken & { onTaken?: () => void }) {
  const { state } = 'alert' in props ? props.alert : props.incident;
  const { t } = useWording();
  const mayAcknowledge = useMayDo('alerts.acknowledge');
  const [isAsking, setAsking] = useState(false);
  if (!mayAcknowledge || (state !== 'OPEN' && state !== 'ACKNOWLEDGED')) return null;
  const isOpen = state === 'OPEN';
  return (
    <>
      <OpenButton
        isOpen={isAsking}
        className={isOpen ? 'primary' : 'plain'}
        onOpen={() => setAsking(true)}
      >
        {t(isOpen ? ALERT_TEXT.acknowledge : ALERT_TEXT.acknowledgeAgain)}
      </OpenButton>
      {isAsking && (
        <AcknowledgeForm taken={props} onDone={() => setAsking(false)} onTaken={props.onTaken} />
      )}
    </>
  );
}

function AcknowledgeForm(props: {
  taken: Taken;
  onDone: () => void;
  onTaken: (() => void) | undefined;
}) {
  const { t } = useWording();
  const { clock } = useLive();
  const { danger } = 'alert' in props.taken ? props.taken.alert : props.taken.incident;
  // As it is now: what becomes known later must not move the choice under the operator's hand.
  const [offer] = useState(() => nextCheckOffer(clock.now(), danger?.nextAction ?? null));
  const [check, setCheck] = useState(offer.chosen);
  const noteId = useId();
  const form = useRef<HTMLFormElement>(null);
  // It takes the place of its button, where the keyboard was; on a phone it opens below the fold. Nothing is given
  // back: newer browsers answer with a promise, which React would take for the effect's end and call.
  useEffect(() => {
    form.current?.scrollIntoView?.({ block: 'nearest' });
    form.current?.focus({ preventScroll: true });
  }, []);
  const { onDone, onTaken } = props;
  const take = useTake(props.taken, () => {
    onDone();
    onTaken?.();
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = (new FormData(event.currentTarget).get('note') as string).trim();
    const nextCheckAt = nextCheckOf(check, offer, Math.round(clock.now()));
    take.mutate({ nextCheckAt, ...(note === '' ? {} : { note }) });
  };
  return (
    <form
      ref={form}
      tabIndex={-1}
      className="acknowledge"
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && props.onDone()}
    >
      <NextCheckChoice offer={offer} chosen={check} onChoose={setCheck} />
      <label htmlFor={noteId}>{t(ALERT_TEXT.note)}</label>
      <textarea
        id={noteId}
        name="note"
        rows={2}
        maxLength={500}
        placeholder={t(ALERT_TEXT.notePlaceholder)}
      />
      {take.isError && <TakeProblem error={take.error} />}
      <div className="buttons">
        <button type="submit" className="primary" disabled={take.isPending}>
          {t(take.isPending ? ALERT_TEXT.sending : ALERT_TEXT.confirm)}
        </button>
        <button type="button" onClick={props.onDone}>
          {t(ALERT_TEXT.cancel)}
        </button>
      </div>
    </form>
  );
}

function useTake(taken: Taken, onDone: () => void) {
  const client = useQueryClient();
  const { store } = useLive();
  return useMutation({
    mutationFn: async (body: { nextCheckAt: number; note?: string }) => {
      if ('incident' in taken) {
        const path = `/incidents/${encodeURIComponent(taken.incident.id)}/acknowledge`;
        store.incidents.put(await request<IncidentView>(path, body));
        return;
      }
      const { id } = taken.alert;
      const path = `/alerts/${encodeURIComponent(id)}/acknowledge`;
      const alert = await request<AlertView>(path, body);
      store.learnAlert(alert);
      client.setQueryData(alertQuery(id).queryKey, alert);
    },
    onSuccess: onDone,
    onError: (error) => noticeSignedOut(client, error),
  });
}

function TakeProblem(props: { error: unknown }) {
  return (
    <p className="problem" role="alert">
      {useErrorText(props.error)}
    </p>
  );
}
