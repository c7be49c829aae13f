/** Whatever comes after these opens something to whoever reads it. */
const AFTER_A_LINK = /((?:shared-lots|hand-over-links)\/).+/i;

/** No id of ours is so long; the token of a link is, at whatever path somebody tries it. */
const LIKE_A_TOKEN = /[\w-]{65,}/g;

/** A path as it may stand in the log: who reads that must not be able to see or answer for another. */
export function loggedPath(path: string): string {
  return path.replace(AFTER_A_LINK, '$1***').replace(LIKE_A_TOKEN, '***');
}
