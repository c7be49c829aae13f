import { planLineSchema } from '@lenglian/console-contract';
import { finding, type Finding, type PlanLine } from '@lenglian/planning';
import { wordsOfWrongValue } from '@lenglian/wording';
import type { z } from 'zod';

/** The lines that could be read, and what is wrong with the others. */
export interface ReadLines {
  readonly lines: PlanLine[];
  readonly findings: Finding[];
}

/** How a field of the schema is called in a manifest, where that is not its last name. */
const FIELD_BY_PATH: Readonly<Record<string, string>> = { '': 'line', 'lot.code': 'lotCode' };
/** Characters of a bad value that are told again. */
const VALUE_MAX = 64;

/** Reads the lines of a plan in JSON, each by itself. Findings name the nth, from 1. */
export function readLines(given: readonly unknown[]): ReadLines {
  const lines: PlanLine[] = [];
  const findings: Finding[] = [];
  given.forEach((one, index) => {
    const line = index + 1;
    const parsed = planLineSchema.safeParse(one);
    if (parsed.success) lines.push({ ...parsed.data, line });
    else findings.push(...wrongValues(parsed.error, line, ({ path }) => valueAt(one, path)));
  });
  return { lines, findings };
}

/**
 * What the schema says of one line, as findings in both languages.
 *
 * @param valueOf what was given, by the issue and the field; undefined where nothing was
 */
export function wrongValues(
  { issues }: z.ZodError,
  line: number,
  valueOf: (issue: z.core.$ZodIssue, field: string) => unknown,
): Finding[] {
  return issues.map((issue) => {
    const { path } = issue;
    const field = FIELD_BY_PATH[path.join('.')] ?? String(path.at(-1));
    const given = valueOf(issue, field);
    const why = wordsOfWrongValue(issue, given);
    return finding('WRONG_VALUE', line, field, { value: shown(given), why: why.en, whyZh: why.zh });
  });
}

function valueAt(line: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
    line,
  );
}

function shown(given: unknown): string {
  if (given === undefined) return '';
  return (typeof given === 'string' ? given : JSON.stringify(given)).slice(0, VALUE_MAX);
}
