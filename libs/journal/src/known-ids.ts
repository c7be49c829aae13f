const IDS_MAX = 100_000;

/** Ids that a reader read lately, each once: who reads looks them up many times, and finds the same string sooner than an equal one. */
export class KnownIds {
  private readonly ids = new Map<string, string>();

  /** The string that was read before, where one is equal. */
  readonly same = (id: string): string => {
    const known = this.ids.get(id);
    if (known !== undefined) return known;
    if (this.ids.size === IDS_MAX) this.ids.clear();
    this.ids.set(id, id);
    return id;
  };
}
