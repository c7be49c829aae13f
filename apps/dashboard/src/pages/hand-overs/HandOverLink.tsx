import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { HandOverLinkView, HandOverView } from '@lenglian/console-contract';
import { DAY } from '@lenglian/quantities';
import { HAND_OVER_LINK_TEXT as TEXT } from '@lenglian/wording';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { useErrorText } from '../../ui/Notice.tsx';
import { QrCode } from '../../ui/QrCode.tsx';

/** Long enough for an office that is closed at the weekend; the server allows seven days. */
const VALID_FOR = 3 * DAY;

type Side = HandOverLinkView['side'];

/** What is needed of a hand-over to know whom a link is for. */
type ToAnswer = Pick<
  HandOverView,
  'id' | 'from' | 'to' | 'confirmations' | 'disputes' | 'supersededById'
>;

/**
 * For each side that has no account here and has not confirmed, or has a settlement to agree to: a link to answer by, as a QR code for the
 * phone of whoever stands there and as text to send. Nothing where there is no such side.
 */
export function HandOverLink(props: { handOver: ToAnswer }) {
  const { handOver } = props;
  const mayRecord = useMayDo('hand-overs.record');
  if (!mayRecord || handOver.supersededById !== null) return null;
  return sidesToAnswer(handOver).map(({ side, name }) => (
    <LinkOfSide key={`${handOver.id} ${side}`} handOverId={handOver.id} side={side} name={name} />
  ));
}

function sidesToAnswer({
  from,
  to,
  confirmations,
  disputes,
}: ToAnswer): { side: Side; name: string }[] {
  const parties = [
    { side: 'FROM' as const, ...from },
    { side: 'TO' as const, ...to },
  ];
  return parties.filter(
    ({ side, organisationId }) =>
      organisationId === null &&
      (!confirmations.some((one) => one.side === side) ||
        disputes.some((one) => one.side === side && waitsForAgreement(one))),
  );
}

function waitsForAgreement(dispute: HandOverView['disputes'][number]): boolean {
  return dispute.isByLink && dispute.settledAt === null && dispute.proposals.length > 0;
}

function LinkOfSide(props: { handOverId: string; side: Side; name: string }) {
  const { t } = useWording();
  const { clock } = useLive();
  const make = useMutation({
    mutationFn: () => {
      const validUntil = Math.round(clock.now()) + VALID_FOR;
      const path = `/hand-overs/${encodeURIComponent(props.handOverId)}/links`;
      return request<HandOverLinkView>(path, { side: props.side, validUntil });
    },
    // The secret must not outlive what shows it.
    gcTime: 0,
  });
  const problem = useErrorText(make.error);
  return (
    <section className="hand-over-link">
      {make.data && <Shown link={make.data} />}
      {make.isError && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="button" disabled={make.isPending} onClick={() => make.mutate()}>
        {t(make.data ? TEXT.makeAgain : TEXT.make)} · {props.name}
      </button>
    </section>
  );
}

function Shown(props: { link: HandOverLinkView }) {
  const { t, dateTime } = useWording();
  const [isCopied, setCopied] = useState(false);
  const url = `${window.location.origin}${props.link.path}`;
  // Browsers have no clipboard for pages that came by plain http: the text can be marked by hand.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const copy = () => void clipboard?.writeText(url).then(() => setCopied(true));
  return (
    <>
      <QrCode text={url} label={t(TEXT.scan)} />
      <p>{t(TEXT.scan)}</p>
      <p className="link-text">{url}</p>
      {clipboard && (
        <button type="button" onClick={copy}>
          {t(isCopied ? TEXT.copied : TEXT.copy)}
        </button>
      )}
      <p className="dim">
        {t(TEXT.validUntil)} {dateTime(props.link.validUntil)} · {t(TEXT.once)}
      </p>
    </>
  );
}
