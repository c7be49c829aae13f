import type { IncidentView } from '@lenglian/console-contract';
import { compareIncidents, deservesSound, isLine } from './incident-order.ts';

const NONE: readonly IncidentView[] = [];

/** The incidents that the server last told of, and who is to hear of new ones. */
export class LiveIncidents {
  private readonly views = new Map<string, IncidentView>();
  private sorted: readonly IncidentView[] = NONE;
  private hasSnapshot = false;
  private readonly listeners = new Set<(incident: IncidentView) => void>();
  private readonly onChange: () => void;

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  /** The live lines, worst first; the same list until one has changed. */
  lines(): readonly IncidentView[] {
    return this.sorted;
  }

  onSound(listener: (incident: IncidentView) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What stood when the page was opened makes no sound; what began while the link was down does. */
  replace(incidents: readonly IncidentView[]): void {
    const before = new Map(this.views);
    this.views.clear();
    for (const incident of incidents) {
      this.views.set(incident.id, incident);
      if (this.hasSnapshot) this.sound(before.get(incident.id), incident);
    }
    this.hasSnapshot = true;
    this.sort();
  }

  /** Ignored when we have a newer one; what is foretold changes without a revision. */
  put(incident: IncidentView): void {
    const before = this.views.get(incident.id);
    if (before !== undefined && before.revision > incident.revision) return;
    this.views.set(incident.id, incident);
    this.sound(before, incident);
    if (incident.state === 'CLEARED' || incident.state === 'MERGED') this.views.delete(incident.id);
    this.sort();
  }

  clear(): void {
    this.views.clear();
    this.hasSnapshot = false;
    this.sort();
  }

  private sound(before: IncidentView | undefined, after: IncidentView): void {
    if (!deservesSound(before, after)) return;
    for (const listener of this.listeners) listener(after);
  }

  private sort(): void {
    this.sorted = [...this.views.values()].filter(isLine).sort(compareIncidents);
    this.onChange();
  }
}
