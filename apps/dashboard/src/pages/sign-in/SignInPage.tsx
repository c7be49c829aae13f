import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation, useSearchParams } from 'react-router';
import type { Session } from '@lenglian/console-contract';
import { API_PREFIX } from '@lenglian/console-contract/constants';
import { isProblemCode, SIGN_IN_TEXT, wordsOfProblem } from '@lenglian/wording';
import { sessionQuery, waysQuery } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { LanguageSwitch } from '../../shell/Settings.tsx';
import { Loading, useErrorText } from '../../ui/Notice.tsx';
import { returnPath } from './return-path.ts';

type Credentials = { username: string; password: string } | { token: string };

/**
 * User name and password, or a one-time link: `/sign-in?token=…` or `/sign-in#…`; and an account of
 * elsewhere where there is such a way, which comes back to `/sign-in?problem=…` when it failed.
 */
export function SignInPage() {
  const { t } = useWording();
  const client = useQueryClient();
  const session = useQuery(sessionQuery);
  const [search] = useSearchParams();
  const { hash } = useLocation();
  const [token] = useState(() => search.get('token') ?? tokenOf(hash));
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) =>
      request<Session>('token' in credentials ? '/auth/one-time' : '/auth/login', credentials),
    onSuccess: async (answer) => {
      // An older question about the session must not answer after this.
      await client.cancelQueries(sessionQuery);
      client.setQueryData(sessionQuery.queryKey, answer);
    },
  });
  useOneTimeLink(session.isPending || session.data ? null : token, signIn.mutate);
  if (session.data) return <Navigate to={returnPath(search.get('from'))} replace />;
  if (token !== null && !signIn.isError) return <Loading />;
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <h1>
          <span lang="zh-CN">冷链</span> <small>Lenglian</small>
        </h1>
        <p className="dim">{t(SIGN_IN_TEXT.tagline)}</p>
        {search.has('from') && <p className="hint">{t(SIGN_IN_TEXT.expired)}</p>}
        {signIn.isError && <SignInProblem error={signIn.error} />}
        {signIn.isIdle && <ProblemElsewhere code={search.get('problem')} />}
        <SignInForm isPending={signIn.isPending} onSubmit={signIn.mutate} />
        <SignInElsewhere from={search.get('from')} />
        <LanguageSwitch />
      </div>
    </main>
  );
}

function SignInForm(props: {
  isPending: boolean;
  onSubmit: (credentials: { username: string; password: string }) => void;
}) {
  const { t } = useWording();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => form.get(name) as string;
    props.onSubmit({ username: text('username').trim(), password: text('password') });
  };
  return (
    <form onSubmit={submit}>
      <label>
        {t(SIGN_IN_TEXT.username)}
        <input name="username" autoComplete="username" required maxLength={64} autoFocus />
      </label>
      <label>
        {t(SIGN_IN_TEXT.password)}
        <input
          name="password"
          type="password"
          autoComplete="current-password"
          required
          maxLength={256}
        />
      </label>
      <button type="submit" className="primary" disabled={props.isPending}>
        {t(props.isPending ? SIGN_IN_TEXT.submitting : SIGN_IN_TEXT.submit)}
      </button>
    </form>
  );
}

/** A link, not a request: the browser itself goes to the provider. */
function SignInElsewhere(props: { from: string | null }) {
  const { t } = useWording();
  const ways = useQuery(waysQuery);
  if (!ways.data?.oidc) return null;
  const query = props.from === null ? '' : `?from=${encodeURIComponent(returnPath(props.from))}`;
  return (
    <a className="elsewhere" href={`${API_PREFIX}/auth/oidc/begin${query}`}>
      {ways.data.oidc.label ?? t(SIGN_IN_TEXT.withProvider)}
    </a>
  );
}

/** Only a code that we know: a link from anywhere could carry words of its own. */
function ProblemElsewhere(props: { code: string | null }) {
  const { t } = useWording();
  if (props.code === null || !isProblemCode(props.code)) return null;
  return (
    <p className="problem" role="alert">
      {t(wordsOfProblem(props.code))}
    </p>
  );
}

function SignInProblem(props: { error: unknown }) {
  return (
    <p className="problem" role="alert">
      {useErrorText(props.error)}
    </p>
  );
}

/** Exchanges the token once, and takes it out of the address bar and the history. */
function useOneTimeLink(
  token: string | null,
  exchange: (credentials: { token: string }) => void,
): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (token === null || isDone.current) return;
    isDone.current = true;
    window.history.replaceState(window.history.state, '', '/sign-in');
    exchange({ token });
  }, [token, exchange]);
}

/** "#token=…" or "#…" */
function tokenOf(hash: string): string | null {
  const text = hash.replace(/^#(token=)?/, '');
  return text === '' ? null : decodeURIComponent(text);
}
