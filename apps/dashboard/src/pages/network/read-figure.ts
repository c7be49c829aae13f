import type { Figure } from '@lenglian/seed-files';
import { numberOf, textOf } from '../../ui/form/read-form.ts';

/** What the form says of where its figures come from. */
export function provenanceOf(data: FormData): { confidence: unknown; source: unknown } {
  return { confidence: textOf(data, 'confidence'), source: textOf(data, 'source') };
}

/**
 * A figure: with the source that it had where it stays as it was, else with that of the form.
 *
 * @returns undefined where nothing was filled in
 */
export function figureOf(data: FormData, name: string, before: Figure | undefined): unknown {
  const value = numberOf(data, name);
  if (value === null) return undefined;
  return before?.value === value ? before : { value, ...provenanceOf(data) };
}
