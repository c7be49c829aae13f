import {
  importQuerySchema,
  sentPlanSchema,
  type ImportQuery,
  type SentPlan,
  type PlanCheckView,
  type TakenPlanView,
} from '@lenglian/console-contract';
import type { Issue } from '@lenglian/wording';
import { request } from '../../api/request.ts';

/** A manifest as it was chosen: a table for the api to read, or a plan that was read here. */
export type ManifestFile =
  | { readonly kind: 'csv'; readonly file: Blob }
  | { readonly kind: 'json'; readonly plan: Readonly<Record<string, unknown>> };

/** Null where a file says that it is JSON and is none. A list alone is the lines of a plan. */
export async function readManifestFile(file: File): Promise<ManifestFile | null> {
  if (!/\.json$/i.test(file.name) && file.type !== 'application/json') return { kind: 'csv', file };
  try {
    const value: unknown = JSON.parse(await file.text());
    if (Array.isArray(value)) return { kind: 'json', plan: { lines: value as unknown[] } };
    if (typeof value !== 'object' || value === null) return null;
    return { kind: 'json', plan: value as Record<string, unknown> };
  } catch {
    return null;
  }
}

/** A plan that the contract knows, and how it is sent. */
export type Manifest =
  | { readonly kind: 'csv'; readonly head: ImportQuery; readonly file: Blob }
  | { readonly kind: 'json'; readonly plan: SentPlan };

type Parsed<Value> =
  { success: true; data: Value } | { success: false; error: { issues: readonly Issue[] } };

/** What was filled in, with the file; in a plan of its own what is filled in goes before what it says. */
export const manifestSchema = {
  safeParse(value: unknown): Parsed<Manifest> {
    const { file, head } = value as { file: ManifestFile | null; head: Record<string, unknown> };
    if (file === null) {
      const issue = { code: 'invalid_type', path: ['file'], message: 'needed' };
      const others = importQuerySchema.safeParse(head).error?.issues ?? [];
      return { success: false, error: { issues: [issue, ...others] } };
    }
    if (file.kind === 'csv') {
      const parsed = importQuerySchema.safeParse(head);
      if (!parsed.success) return parsed;
      return { success: true, data: { kind: 'csv', head: parsed.data, file: file.file } };
    }
    const said = Object.entries(head).filter(([, one]) => one !== undefined);
    const parsed = sentPlanSchema.safeParse({ ...file.plan, ...Object.fromEntries(said) });
    if (!parsed.success) return parsed;
    return { success: true, data: { kind: 'json', plan: parsed.data } };
  },
};

/** What would be said of it; nothing is written. */
export function checkManifest(manifest: Manifest): Promise<PlanCheckView> {
  if (manifest.kind === 'json') return request('/plans/check', manifest.plan);
  return request(`/plans/check/csv?${queryOf(manifest.head)}`, manifest.file);
}

/** All of it becomes a run, or nothing. */
export function takeManifest(manifest: Manifest): Promise<TakenPlanView> {
  if (manifest.kind === 'json') return request('/runs', manifest.plan);
  return request(`/runs/import?${queryOf(manifest.head)}`, manifest.file);
}

function queryOf(head: ImportQuery): string {
  const said = Object.entries(head).filter(([, value]) => value !== undefined);
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
}
