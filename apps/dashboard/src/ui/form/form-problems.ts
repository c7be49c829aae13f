import { createContext } from 'react';
import {
  whereInPlan,
  wordsOfIssue,
  wordsOfProblem,
  type Issue,
  type Words,
} from '@lenglian/wording';
import { ProblemError } from '../../api/request.ts';

/** What is wrong with a form: beside which field each text belongs, and what belongs beside none. */
export interface FormProblems {
  readonly byField: ReadonlyMap<string, readonly Words[]>;
  /** Said beside the button. */
  readonly loose: readonly Words[];
}

export const NO_PROBLEMS: FormProblems = { byField: new Map(), loose: [] };
export const FormProblemsContext = createContext<FormProblems>(NO_PROBLEMS);

/** One text and the path of the field that it is about. */
export interface Told {
  readonly field: string;
  readonly words: Words;
}

/** Of a line of a manifest it is said which. */
function told(line: number | null, field: string, words: Words): Told {
  if (line === null) return { field, words };
  const { zh, en } = whereInPlan(line, field);
  return { field, words: { zh: `${zh}：${words.zh}`, en: `${en}: ${words.en}` } };
}

/** What a schema refused before anything was sent. */
export function problemsOfIssues(form: HTMLFormElement, issues: readonly Issue[]): FormProblems {
  return placed(
    form,
    issues.map((issue) => ({
      field: issue.path.map((part) => String(part)).join('.'),
      words: wordsOfIssue(issue),
    })),
    [],
  );
}

/** What the api refused: its findings and fields, and what it says of the whole. */
export function problemsOfError(
  form: HTMLFormElement,
  error: unknown,
  explain: Readonly<Record<string, Told>> = {},
): FormProblems {
  if (!(error instanceof ProblemError))
    return { ...NO_PROBLEMS, loose: [wordsOfProblem('INTERNAL')] };
  const { code, findings, errors } = error;
  const explained = explain[code];
  if (explained !== undefined) return placed(form, [explained], []);
  // What is only to be minded is told once it has been taken.
  // Of a service they say where as `ways[0].legs[1]`; fields are named `ways.0.legs.1.mode`.
  const refused = findings
    .filter(({ severity }) => severity === 'REFUSE')
    .map(({ line, field, zh, en }) => told(line, field.replace(/\[(\d+)\]/g, '.$1'), { zh, en }));
  const unfit = errors.map(({ path, message }) => ({
    field: path,
    words: wordsOfIssue({ path: [path], message }),
  }));
  return placed(form, [...refused, ...unfit], [wordsOfProblem(code)]);
}

/** A text about a part of a field that the form does not have stands beside the nearest that it has. */
function placed(
  form: HTMLFormElement,
  all: readonly Told[],
  loose: readonly Words[],
): FormProblems {
  const names = new Set([...form.elements].map((element) => element.getAttribute('name') ?? ''));
  const byField = new Map<string, Words[]>();
  const rest: Words[] = [];
  for (const { field, words } of all) {
    const name = [...names].find(
      (known) => known !== '' && (known === field || known.startsWith(`${field}.`)),
    );
    if (name === undefined) rest.push(words);
    else byField.set(name, [...(byField.get(name) ?? []), words]);
  }
  return { byField, loose: [...loose, ...rest] };
}
