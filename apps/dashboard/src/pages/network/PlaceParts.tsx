import type { PlaceView } from '@lenglian/seed-files';
import { PLACE_TEXT } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { PLACE_ROLES_IN_WORDS, STOP_ACTIONS_IN_WORDS } from './network-words.ts';

export function RoleTags(props: { place: PlaceView }) {
  const { t } = useWording();
  return (
    <span className="tags">
      {props.place.roles.map((role) => (
        <span key={role} className="tag">
          {t(PLACE_ROLES_IN_WORDS[role])}
        </span>
      ))}
    </span>
  );
}

/** What can be done there; what nobody said is not the same as nothing. */
export function StopActions(props: { place: PlaceView }) {
  const { stopActions } = props.place;
  const { t } = useWording();
  if (stopActions === undefined) return <span className="dim">{t(PLACE_TEXT.helpless)}</span>;
  if (stopActions.codes.length === 0)
    return <span className="dim">{t(PLACE_TEXT.actionsNone)}</span>;
  return (
    <span className="tags">
      {stopActions.codes.map((code) => (
        <span key={code} className="tag tag-can">
          {t(STOP_ACTIONS_IN_WORDS[code])}
        </span>
      ))}
    </span>
  );
}
