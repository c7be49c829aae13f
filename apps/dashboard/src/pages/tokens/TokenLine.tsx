import { useRef, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TokenView } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import { RIGHT_WORDS, rightsCount, TOKEN_TEXT } from '@lenglian/wording';
import { noticeSignedOut } from '../../api/queries.ts';
import { revokeToken, tokensQuery } from '../../api/token-queries.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useErrorText } from '../../ui/Notice.tsx';

/** More than these are told by their number, and named when asked for. */
const SCOPES_AT_ONCE = 4;

/** One token: what for, what it may do, until when, when it was last used, and whether it still is good. */
export function TokenLine(props: { token: TokenView }) {
  const { token } = props;
  const { t, day, time, zoneName } = useWording();
  const { clock } = useLive();
  const line = useRef<HTMLLIElement>(null);
  const moment = (at: Instant) => `${day(at)} ${time(at)}`;
  const isOver = token.expiresAt <= clock.now();
  const state = token.revokedAt !== null ? TOKEN_TEXT.revoked : isOver ? TOKEN_TEXT.over : null;
  return (
    <li ref={line} tabIndex={-1} data-over={state === null ? undefined : ''}>
      <div className="line line-token">
        <span>
          <b>{token.name}</b> {state !== null && <span className="tag">{t(state)}</span>}
        </span>
        <ScopesOf token={token} />
        <span>
          <span className="label">{t(TOKEN_TEXT.until)}</span>
          {moment(token.expiresAt)} <small>{zoneName}</small>
        </span>
        <span>
          <span className="label">{t(TOKEN_TEXT.lastUsed)}</span>
          {token.lastUsedAt === null ? t(TOKEN_TEXT.neverUsed) : moment(token.lastUsedAt)}
        </span>
        <span className="line-number">
          {state === null && (
            // Its button goes: the keyboard stays on the line.
            <Revoke token={token} onDone={() => line.current?.focus()} />
          )}
        </span>
      </div>
    </li>
  );
}

function ScopesOf(props: { token: TokenView }) {
  const { scopes } = props.token;
  const { t, language } = useWording();
  const words = scopes.map((scope) => t(RIGHT_WORDS[scope])).join(language === 'zh' ? '；' : '; ');
  if (scopes.length <= SCOPES_AT_ONCE) return <span>{words}</span>;
  return (
    <details className="conditions">
      <summary>{t(rightsCount(scopes.length))}</summary>
      {words}
    </details>
  );
}

/** At a second click: what a program lives by is not to end by a slip. */
function Revoke(props: { token: TokenView; onDone: () => void }) {
  const { id, name } = props.token;
  const { t } = useWording();
  const client = useQueryClient();
  const [isSure, setSure] = useState(false);
  const revoke = useMutation({
    mutationFn: () => revokeToken(id),
    onSuccess: async () => {
      await client.invalidateQueries(tokensQuery);
      props.onDone();
    },
    onError: (error) => noticeSignedOut(client, error),
  });
  const problem = useErrorText(revoke.error);
  const words = t(isSure ? TOKEN_TEXT.reallyRevoke : TOKEN_TEXT.revoke);
  return (
    <>
      <button
        type="button"
        disabled={revoke.isPending}
        aria-label={`${words} ${name}`}
        onClick={() => (isSure ? revoke.mutate() : setSure(true))}
        onBlur={() => setSure(false)}
      >
        {words}
      </button>
      {revoke.isError && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
