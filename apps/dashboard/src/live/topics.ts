/** How many keys are told in one task, so that a change of a thousand units never blocks a click. */
const KEYS_PER_TASK = 40;

/**
 * Who wants to know about what: listeners by key. `tell` collects keys; they are told together,
 * each once, in slices, so that the browser can paint and take input in between.
 */
export class Topics {
  private readonly listeners = new Map<string, Set<() => void>>();
  private readonly changed = new Set<string>();
  private isScheduled = false;
  private readonly schedule: (task: () => void) => void;

  /** @param schedule runs a task soon; a test may run it at once */
  constructor(schedule: (task: () => void) => void = (task) => void setTimeout(task, 0)) {
    this.schedule = schedule;
  }

  /** @returns ends the subscription */
  subscribe(key: string, listener: () => void): () => void {
    const set = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, set.add(listener));
    return () => {
      set.delete(listener);
      if (set.size === 0 && this.listeners.get(key) === set) this.listeners.delete(key);
    };
  }

  tell(key: string): void {
    if (!this.listeners.has(key)) return;
    this.changed.add(key);
    if (this.isScheduled) return;
    this.isScheduled = true;
    this.schedule(() => this.flush());
  }

  private flush(): void {
    this.isScheduled = false;
    const slice: string[] = [];
    for (const key of this.changed) if (slice.push(key) === KEYS_PER_TASK) break;
    for (const key of slice) this.changed.delete(key);
    for (const key of slice) for (const listener of this.listeners.get(key) ?? []) listener();
    if (this.changed.size === 0 || this.isScheduled) return;
    this.isScheduled = true;
    this.schedule(() => this.flush());
  }
}
