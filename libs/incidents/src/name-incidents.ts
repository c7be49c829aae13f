import { alertIdsOf, type Incident } from './incident.ts';
import { byText } from './together.ts';

/** The part of a UUIDv7 that tells when; the rest is made up. */
const TIME_LENGTH = '00000000-0000'.length;

/** Incidents under their names, and the names that others took over. */
export interface NamedIncidents<Item extends Incident = Incident> {
  readonly named: ReadonlyMap<string, Item>;
  /** Names given before that no incident has any more, with the one that took its alerts over. */
  readonly merged: ReadonlyMap<string, string>;
}

/**
 * Names incidents. An incident has the name of the alert that it began with, and keeps it whatever is
 * learnt later; one that takes in others keeps the oldest name, and the others point to it. Of names of one moment that of
 * the alert that comes first in it is the oldest. What is more than a hint
 * never has the name of one: who took it, and since when nobody had, must not depend on the hints before it.
 *
 * @param known the incident in which each alert was before; names sort by age (UUIDv7)
 * @param hints alerts that name nothing but what is made of hints alone
 */
export function nameIncidents<Item extends Incident>(
  incidents: readonly Item[],
  known: ReadonlyMap<string, string>,
  hints: ReadonlySet<string> = new Set(),
): NamedIncidents<Item> {
  const byAge = ageOf(incidents);
  const heirs = heirsOf(incidents, known, byAge);
  const named = new Map<string, Item>();
  const merged = new Map<string, string>();
  const nameless: Item[] = [];
  const left = new Map<Item, readonly string[]>();
  /** Those of ids by which an incident may be called. */
  const fit = (ids: readonly string[], incident: Item): readonly string[] =>
    alertIdsOf(incident).every((id) => hints.has(id)) ? ids : ids.filter((id) => !hints.has(id));
  for (const incident of incidents) {
    const names = [...heirs].flatMap(([name, heir]) => (heir === incident ? name : [])).sort(byAge);
    const [oldest] = fit(names, incident);
    if (oldest === undefined) nameless.push(incident);
    else named.set(oldest, incident);
    left.set(
      incident,
      names.filter((name) => name !== oldest),
    );
  }
  for (const incident of nameless) {
    // No other has it: a name that is an alert's goes to the incident that has the alert.
    const name = fit(alertIdsOf(incident), incident).find((id) => !named.has(id));
    if (name !== undefined) named.set(name, incident);
  }
  for (const [name, incident] of named)
    for (const other of left.get(incident) ?? []) merged.set(other, name);
  return { named, merged };
}

/** Whom each known name belongs to: who has the alert of that name, else the first of its alerts left. */
function heirsOf<Item extends Incident>(
  incidents: readonly Item[],
  known: ReadonlyMap<string, string>,
  byAge: (a: string, b: string) => number,
): Map<string, Item> {
  const incidentOf = new Map<string, Item>();
  for (const incident of incidents)
    for (const alertId of alertIdsOf(incident)) incidentOf.set(alertId, incident);
  const heirs = new Map<string, Item>();
  for (const [alertId, name] of [...known].sort(([a], [b]) => byAge(a, b))) {
    const heir = incidentOf.get(name) ?? incidentOf.get(alertId);
    if (heir && !heirs.has(name)) heirs.set(name, heir);
  }
  return heirs;
}

/** Ids of alerts by age; those of one moment as they come in what they are gathered into. */
function ageOf(incidents: readonly Incident[]): (a: string, b: string) => number {
  const places = new Map(incidents.flatMap(alertIdsOf).map((id, place) => [id, place]));
  const placeOf = (id: string) => places.get(id) ?? places.size;
  return (a, b) =>
    byText(a.slice(0, TIME_LENGTH), b.slice(0, TIME_LENGTH)) ||
    placeOf(a) - placeOf(b) ||
    byText(a, b);
}
