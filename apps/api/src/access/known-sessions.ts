/** Those of far more browsers than one process serves. */
const SESSIONS_MAX = 20_000;

/**
 * Sessions that were found to stand, by the hash of their token, until they are found to have ended.
 * For what needs no proof and must cost nothing, as counting requests: never lets anybody in.
 */
export class KnownSessions {
  private readonly hashes = new Set<string>();
  private readonly max: number;

  constructor(max = SESSIONS_MAX) {
    this.max = max;
  }

  has(tokenSha256: string): boolean {
    return this.hashes.has(tokenSha256);
  }

  add(tokenSha256: string): void {
    if (this.hashes.has(tokenSha256)) return;
    if (this.hashes.size >= this.max) {
      const oldest = this.hashes.keys().next();
      if (!oldest.done) this.hashes.delete(oldest.value);
    }
    this.hashes.add(tokenSha256);
  }

  delete(tokenSha256: string): void {
    this.hashes.delete(tokenSha256);
  }
}
