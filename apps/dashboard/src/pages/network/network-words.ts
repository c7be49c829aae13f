import type { PlaceRole, STOP_ACTIONS } from '@lenglian/seed-files';
import { PLACE_ROLE_WORDS, STOP_ACTION_WORDS, type Words } from '@lenglian/wording';

/** A role or an action that is new to the network does not compile until it has words. */
export const PLACE_ROLES_IN_WORDS: Readonly<Record<PlaceRole, Words>> = PLACE_ROLE_WORDS;
export const STOP_ACTIONS_IN_WORDS: Readonly<Record<(typeof STOP_ACTIONS)[number], Words>> =
  STOP_ACTION_WORDS;
