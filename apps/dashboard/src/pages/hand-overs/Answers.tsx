import { useState, type ReactNode } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  disputeSettlementSchema,
  handOverDisputeSchema,
  type HandOverView,
} from '@lenglian/console-contract';
import { SIDES, speakerOf, type Side } from '@lenglian/goods';
import { confirmFor, FORM_TEXT, HAND_OVER_TEXT, SIDE_WORDS } from '@lenglian/wording';
import { noticeSignedOut } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo, useSession } from '../../shell/session-context.ts';
import { LongTextField, SelectField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { useErrorText } from '../../ui/Notice.tsx';
import { HandOverLink } from './HandOverLink.tsx';

/** Who confirmed, what is disputed and how it was settled; and what one may do about it. */
export function Answers(props: { handOver: HandOverView }) {
  const { handOver } = props;
  const { organisationId } = useSession();
  const mayRecord = useMayDo('hand-overs.record') && handOver.supersededById === null;
  const ours = SIDES.filter((side) => mayRecord && speakerOf(side, handOver) === organisationId);
  return (
    <div className="answers">
      <ul>
        {SIDES.map((side) => (
          <Confirmation key={side} {...{ handOver, side }} isOurs={ours.includes(side)} />
        ))}
      </ul>
      {handOver.disputes.map((dispute) => (
        <DisputeLine key={dispute.id} handOver={handOver} dispute={dispute} />
      ))}
      <HandOverLink handOver={handOver} />
      {ours.length > 0 && <Dispute handOver={handOver} sides={ours} />}
    </div>
  );
}

function nameOf(handOver: HandOverView, side: Side): string {
  return side === 'FROM' ? handOver.from.name : handOver.to.name;
}

/** The latest of a hand-over is in the list: it is asked for anew after every answer. */
function useAnswered(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['hand-overs'] });
}

function Confirmation(props: { handOver: HandOverView; side: Side; isOurs: boolean }) {
  const { handOver, side, isOurs } = props;
  const { t, dateTime } = useWording();
  const [isAsking, setAsking] = useState(false);
  const confirmed = handOver.confirmations.find((one) => one.side === side);
  const party = side === 'FROM' ? handOver.from : handOver.to;
  const words = confirmFor(SIDE_WORDS[side], party.name, party.organisationId === null);
  return (
    <li className="answer">
      <span className="label">{t(SIDE_WORDS[side])}</span>
      <b>{party.name}</b>{' '}
      {confirmed === undefined ? (
        <span className="waits">{t(HAND_OVER_TEXT.waits)}</span>
      ) : (
        <span>
          {t(HAND_OVER_TEXT.confirmed)}
          {confirmed.isOnPaper && ` · ${t(HAND_OVER_TEXT.onPaper)}`}
          {confirmed.isByLink && ` · ${t(HAND_OVER_TEXT.byLink)}`}
          {confirmed.personName !== null && ` · ${confirmed.personName}`}{' '}
          <span className="dim">{dateTime(confirmed.confirmedAt)}</span>
        </span>
      )}
      {confirmed === undefined && isOurs && !isAsking && (
        <button type="button" onClick={() => setAsking(true)}>
          {t(words)}
        </button>
      )}
      {isAsking && confirmed === undefined && (
        <Confirm {...{ handOver, side }} onCancel={() => setAsking(false)} />
      )}
    </li>
  );
}

/** The second click: what is confirmed stays so. */
function Confirm(props: { handOver: HandOverView; side: Side; onCancel: () => void }) {
  const { handOver, side, onCancel } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const answered = useAnswered();
  const confirm = useMutation({
    mutationFn: () => request<HandOverView>(`/hand-overs/${handOver.id}/confirm`, { side }),
    onSuccess: answered,
    onError: (error) => noticeSignedOut(client, error),
  });
  return (
    <div className="ask">
      <p className="hint">{t(HAND_OVER_TEXT.confirmExplained)}</p>
      {confirm.isError && <Problem error={confirm.error} />}
      <div className="buttons">
        <button
          type="button"
          className="primary"
          autoFocus
          disabled={confirm.isPending}
          onClick={() => confirm.mutate()}
        >
          {t(confirm.isPending ? FORM_TEXT.sending : HAND_OVER_TEXT.confirm)}
        </button>
        <button type="button" onClick={onCancel}>
          {t(FORM_TEXT.cancel)}
        </button>
      </div>
    </div>
  );
}

function Problem(props: { error: unknown }) {
  return (
    <p className="problem" role="alert">
      {useErrorText(props.error)}
    </p>
  );
}

function DisputeLine(props: { handOver: HandOverView; dispute: HandOverView['disputes'][number] }) {
  const { handOver, dispute } = props;
  const { t, dateTime } = useWording();
  const { organisationId } = useSession();
  const maySettle =
    useMayDo('hand-overs.settle') && speakerOf(dispute.side, handOver) === organisationId;
  const { settledAt, settlement } = dispute;
  return (
    <div className="dispute" data-look={settledAt === null ? 'major' : 'info'}>
      <p>
        <span className="badge">{t(HAND_OVER_TEXT.dispute)}</span>{' '}
        <b>{nameOf(handOver, dispute.side)}</b>{' '}
        <span className="dim">{dateTime(dispute.openedAt)}</span>
      </p>
      <p>{dispute.reason}</p>
      {settledAt === null &&
        dispute.proposals.slice(-1).map((proposal) => (
          <p key={proposal.id}>
            <span className="label">{t(HAND_OVER_TEXT.proposed)}</span>
            {proposal.settlement} <span className="dim">{dateTime(proposal.proposedAt)}</span>
          </p>
        ))}
      {settledAt !== null && (
        <p>
          <span className="label">
            {t(dispute.settledAs === 'DECIDED' ? HAND_OVER_TEXT.decided : HAND_OVER_TEXT.settled)}
          </span>
          {settlement}
          {dispute.settlementReason !== null && ` · ${dispute.settlementReason}`}
          {dispute.agreedByName !== null && ` · ${dispute.agreedByName}`}{' '}
          <span className="dim">{dateTime(settledAt)}</span>
        </p>
      )}
      {settledAt === null && maySettle && (
        <Opened words={t(HAND_OVER_TEXT.settle)}>
          {(close) => <SettleForm handOver={handOver} dispute={dispute} onDone={close} />}
        </Opened>
      )}
    </div>
  );
}

function Dispute(props: { handOver: HandOverView; sides: readonly Side[] }) {
  const { t } = useWording();
  return (
    <Opened words={t(HAND_OVER_TEXT.openDispute)}>
      {(close) => <DisputeForm {...props} onDone={close} />}
    </Opened>
  );
}

/** A button in whose place a form opens. */
function Opened(props: { words: string; children: (close: () => void) => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return props.children(() => setOpen(false));
  return (
    <button type="button" className="plain" onClick={() => setOpen(true)}>
      {props.words}
    </button>
  );
}

function DisputeForm(props: {
  handOver: HandOverView;
  sides: readonly Side[];
  onDone: () => void;
}) {
  const { handOver, sides, onDone } = props;
  const { t } = useWording();
  const answered = useAnswered();
  const state = useForm({
    schema: handOverDisputeSchema,
    read: (data) => ({ side: textOf(data, 'side') ?? sides[0], reason: textOf(data, 'reason') }),
    send: (body) => request<HandOverView>(`/hand-overs/${handOver.id}/dispute`, body),
    onDone: () => void answered().then(onDone),
  });
  return (
    <Form
      state={state}
      label={t(HAND_OVER_TEXT.openDispute)}
      action={HAND_OVER_TEXT.openDispute}
      onCancel={onDone}
    >
      {sides.length > 1 && (
        <SelectField
          name="side"
          label={HAND_OVER_TEXT.disputeSide}
          options={sides.map((side) => ({ value: side, text: nameOf(handOver, side) }))}
        />
      )}
      <LongTextField name="reason" label={HAND_OVER_TEXT.disputeReason} />
    </Form>
  );
}

function SettleForm(props: {
  handOver: HandOverView;
  dispute: HandOverView['disputes'][number];
  onDone: () => void;
}) {
  const { handOver, dispute, onDone } = props;
  const { t } = useWording();
  const answered = useAnswered();
  const state = useForm({
    schema: disputeSettlementSchema,
    read: (data) => ({
      ...{ disputeId: dispute.id, settlement: textOf(data, 'settlement') },
      reason: textOf(data, 'reason') ?? undefined,
    }),
    send: (body) => request<HandOverView>(`/hand-overs/${handOver.id}/settle`, body),
    onDone: () => void answered().then(onDone),
  });
  return (
    <Form
      state={state}
      label={t(HAND_OVER_TEXT.settle)}
      action={HAND_OVER_TEXT.settle}
      onCancel={onDone}
    >
      {dispute.isByLink && <p className="hint">{t(HAND_OVER_TEXT.settleByLinkExplained)}</p>}
      <LongTextField name="settlement" label={HAND_OVER_TEXT.settlement} />
      {dispute.isByLink && (
        <LongTextField name="reason" label={HAND_OVER_TEXT.decisionReason} isOptional />
      )}
    </Form>
  );
}
