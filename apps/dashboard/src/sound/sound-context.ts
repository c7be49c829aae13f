import { createContext, useContext, useSyncExternalStore } from 'react';
import { InternalError } from '@lenglian/errors';
import type { Tone } from './tone.ts';

export const ToneContext = createContext<Tone | null>(null);

export function useTone(): Tone {
  const tone = useContext(ToneContext);
  if (tone === null) throw new InternalError('useTone outside of ToneContext');
  return tone;
}

/** Whether a tone would be heard now. */
export function useToneReady(): boolean {
  const tone = useTone();
  return useSyncExternalStore(tone.subscribe, tone.isReady);
}
