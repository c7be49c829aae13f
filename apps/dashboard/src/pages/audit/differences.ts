/** One field that is another than it was. */
export interface Difference {
  /** "legs", "0", "arrivedAt" */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** What tells nobody anything: whose it is, and when it was written stands beside the line. */
const DULL: ReadonlySet<string> = new Set([
  'id',
  'organisationId',
  'recordedAt',
  'recordedBy',
  'expiredSessionsRemoved',
]);

/** What differs between two states of a record, leaf by leaf; what neither has is no difference. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [old, now] = [leavesOf(asIn(after, before)), leavesOf(after)];
  const paths = new Set([...old.keys(), ...now.keys()]);
  return [...paths].flatMap((key) => {
    const path = key.split('\n');
    const [was, is] = [old.get(key) ?? null, now.get(key) ?? null];
    if (was === is || DULL.has(path.at(-1) ?? '')) return [];
    return [{ path, before: was, after: is }];
  });
}

/** Legs are noted bare before a change, and under their name beside it after. */
function asIn(after: unknown, before: unknown): unknown {
  const isNamed = typeof after === 'object' && after !== null && 'legs' in after;
  return Array.isArray(before) && isNamed ? { legs: before } : before;
}

function leavesOf(value: unknown, path: readonly string[] = []): Map<string, unknown> {
  if (typeof value !== 'object' || value === null)
    return new Map<string, unknown>(path.length === 0 ? [] : [[path.join('\n'), value]]);
  const leaves = new Map<string, unknown>();
  for (const [name, part] of Object.entries(value))
    for (const [key, leaf] of leavesOf(part, [...path, name])) leaves.set(key, leaf);
  return leaves;
}
