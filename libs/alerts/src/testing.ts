import { anEpisode } from '@lenglian/breaches/testing';
import { openAlert, type AlertLife } from './alert.ts';

/** The life of an open BAND_HI alert. */
export function anAlertLife(changes: Partial<AlertLife> = {}): AlertLife {
  return { ...openAlert(anEpisode()), ...changes };
}
