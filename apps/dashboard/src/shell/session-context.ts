import { createContext, useContext } from 'react';
import type { Session } from '@lenglian/console-contract';
import { InternalError } from '@lenglian/errors';
import { mayDo, type Right } from '@lenglian/rights';

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in. Only below the shell. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new InternalError('useSession outside of the shell');
  return session;
}

/** Whether the person may; what they may not is not offered. The server decides anyway. */
export function useMayDo(right: Right): boolean {
  return mayDo(useSession().role, right);
}
