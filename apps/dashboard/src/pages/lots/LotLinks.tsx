import { useId, useState, type SubmitEvent } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LotLinkView, MadeLotLinkView } from '@lenglian/console-contract';
import { DAY, SECOND } from '@lenglian/quantities';
import { days, LOT_LINKS_TEXT } from '@lenglian/wording';
import { lotLinksQuery } from '../../api/lot-links.ts';
import { noticeSignedOut } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Failed, Loading, useErrorText } from '../../ui/Notice.tsx';

/** Days that a link may be good for; the server allows at most 90. */
const LASTS = ['7', '14', '30', '90'] as const;
type Lasts = (typeof LASTS)[number];

/** The links of a lot for consignees: makes them, lists them and revokes them. Nothing without the right. */
export function LotLinks(props: { lotId: string }) {
  const { lotId } = props;
  const { t } = useWording();
  const mayShare = useMayDo('lots.share');
  const links = useQuery({ ...lotLinksQuery(lotId), enabled: mayShare });
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<MadeLotLinkView | null>(null);
  if (!mayShare) return null;
  return (
    <section className="pane lot-links" aria-label={t(LOT_LINKS_TEXT.title)}>
      <h2>{t(LOT_LINKS_TEXT.title)}</h2>
      <p className="hint">{t(LOT_LINKS_TEXT.explained)}</p>
      {links.isPending && <Loading />}
      {links.isError && <Failed error={links.error} onRetry={() => void links.refetch()} />}
      {links.data !== undefined && <Links lotId={lotId} links={links.data.items} />}
      {made !== null && <Made link={made} onDone={() => setMade(null)} />}
      {isMaking ? (
        <MakeForm
          lotId={lotId}
          onMade={(link) => {
            setMade(link);
            setMaking(false);
          }}
          onCancel={() => setMaking(false)}
        />
      ) : (
        <div className="buttons">
          <button
            type="button"
            onClick={() => {
              setMade(null);
              setMaking(true);
            }}
          >
            {t(LOT_LINKS_TEXT.make)}
          </button>
        </div>
      )}
    </section>
  );
}

/** Newest first. */
function Links(props: { lotId: string; links: readonly LotLinkView[] }) {
  const { t } = useWording();
  if (props.links.length === 0) return <p className="dim">{t(LOT_LINKS_TEXT.none)}</p>;
  return (
    <ul>
      {props.links.toReversed().map((link) => (
        <LinkRow key={link.id} lotId={props.lotId} link={link} />
      ))}
    </ul>
  );
}

function LinkRow(props: { lotId: string; link: LotLinkView }) {
  const { lotId, link } = props;
  const { t, dateTime, zoneName } = useWording();
  const { clock } = useLive();
  const [isSure, setSure] = useState(false);
  const revoke = useChange<void, LotLinkView>(lotId, () =>
    request(`/lots/${encodeURIComponent(lotId)}/links/${encodeURIComponent(link.id)}/revoke`, {}),
  );
  const isOver = link.validUntil <= clock.now();
  const state =
    link.revokedAt !== null ? LOT_LINKS_TEXT.revoked : isOver ? LOT_LINKS_TEXT.over : null;
  return (
    <li data-over={state === null ? undefined : ''}>
      <b>{link.label ?? t(LOT_LINKS_TEXT.unnamed)}</b>
      <span>
        {t(LOT_LINKS_TEXT.until)} {dateTime(link.validUntil)} <small>{zoneName}</small>
      </span>
      {state !== null && <span className="tag">{t(state)}</span>}
      {state === null && (
        <span className="buttons">
          <button
            type="button"
            className="plain"
            disabled={revoke.isPending}
            onClick={() => (isSure ? revoke.mutate() : setSure(true))}
            onBlur={() => setSure(false)}
          >
            {t(isSure ? LOT_LINKS_TEXT.reallyRevoke : LOT_LINKS_TEXT.revoke)}
          </button>
        </span>
      )}
      {revoke.isError && <Problem error={revoke.error} />}
    </li>
  );
}

function MakeForm(props: {
  lotId: string;
  onMade: (link: MadeLotLinkView) => void;
  onCancel: () => void;
}) {
  const { t } = useWording();
  const { clock } = useLive();
  const [lasts, setLasts] = useState<Lasts>('14');
  const labelId = useId();
  const make = useChange<{ validUntil: number; label: string | null }, MadeLotLinkView>(
    props.lotId,
    (body) => request(`/lots/${encodeURIComponent(props.lotId)}/links`, body),
    props.onMade,
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const label = (new FormData(event.currentTarget).get('label') as string).trim();
    // A second under the bound, so that the time on the way never makes it too far ahead.
    const validUntil = Math.round(clock.now()) + Number(lasts) * DAY - SECOND;
    make.mutate({ validUntil, label: label === '' ? null : label });
  };
  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && props.onCancel()}
      aria-label={t(LOT_LINKS_TEXT.make)}
    >
      <label htmlFor={labelId}>{t(LOT_LINKS_TEXT.label)}</label>
      <input id={labelId} name="label" maxLength={100} autoFocus />
      <Choice
        label={t(LOT_LINKS_TEXT.lasts)}
        values={LASTS.map((value) => ({ value, text: t(days(Number(value))) }))}
        chosen={lasts}
        onChoose={setLasts}
      />
      {make.isError && <Problem error={make.error} />}
      <div className="buttons">
        <button type="submit" className="primary" disabled={make.isPending}>
          {t(make.isPending ? LOT_LINKS_TEXT.making : LOT_LINKS_TEXT.confirm)}
        </button>
        <button type="button" onClick={props.onCancel}>
          {t(LOT_LINKS_TEXT.cancel)}
        </button>
      </div>
    </form>
  );
}

/** The address, the only time that anybody sees it. */
function Made(props: { link: MadeLotLinkView; onDone: () => void }) {
  const { t } = useWording();
  const [isCopied, setCopied] = useState(false);
  const addressId = useId();
  const address = new URL(props.link.path, window.location.href).href;
  const copy = () => {
    // Without https a browser has no clipboard for us: the field is there to be copied by hand.
    void navigator.clipboard?.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div className="made-link" role="status">
      <label htmlFor={addressId}>
        {t(LOT_LINKS_TEXT.address)} <b>{props.link.label}</b>
      </label>
      <input
        id={addressId}
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <p className="hint">{t(LOT_LINKS_TEXT.onlyOnce)}</p>
      <div className="buttons">
        {'clipboard' in navigator && (
          <button type="button" className="primary" onClick={copy}>
            {t(isCopied ? LOT_LINKS_TEXT.copied : LOT_LINKS_TEXT.copy)}
          </button>
        )}
        <button type="button" onClick={props.onDone}>
          {t(LOT_LINKS_TEXT.done)}
        </button>
      </div>
    </div>
  );
}

/** A change of the links, after which they are listed anew. */
function useChange<Variables, Answer>(
  lotId: string,
  change: (variables: Variables) => Promise<Answer>,
  onDone?: (answer: Answer) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (answer) => {
      void client.invalidateQueries(lotLinksQuery(lotId));
      onDone?.(answer);
    },
    onError: (error) => noticeSignedOut(client, error),
  });
}

function Problem(props: { error: unknown }) {
  return (
    <p className="problem" role="alert">
      {useErrorText(props.error)}
    </p>
  );
}
