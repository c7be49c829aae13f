import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { sessionQuery } from '../api/queries.ts';
import { useLive } from '../live/live-context.ts';
import { Shell } from '../shell/Shell.tsx';
import { Failed, Loading } from '../ui/Notice.tsx';

/** The guard before every page: the shell when somebody is signed in, else the way to sign in. */
export function SignedIn() {
  const session = useQuery(sessionQuery);
  const { clock } = useLive();
  const location = useLocation();
  const serverTime = session.data?.serverTime;
  useEffect(() => {
    if (serverTime !== undefined) clock.hear(serverTime);
  }, [serverTime, clock]);
  if (session.data) return <Shell session={session.data} />;
  if (session.isPending) return <Loading />;
  if (session.isError)
    return <Failed error={session.error} onRetry={() => void session.refetch()} />;
  const here = location.pathname + location.search;
  const to = here === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(here)}`;
  return <Navigate to={to} replace />;
}
