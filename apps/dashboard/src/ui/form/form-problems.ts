import { createContext } from 'react';
import { wordsOfIssue, wordsOfProblem, type Issue, type Words } from '@lenglian/wording';
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
interface Told {
  readonly field: string;
  readonly words: Words;
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
export function problemsOfError(form: HTMLFormElement, error: unknown): FormProblems {
  if (!(error instanceof ProblemError))
    return { ...NO_PROBLEMS, loose: [wordsOfProblem('INTERNAL')] };
  const { code, findings, errors } = error;
  const refused = findings.map(({ field, zh, en }) => ({ field, words: { zh, en } }));
  const unfit = errors.map(({ path, message }) => ({
    field: path,
    words: wordsOfIssue({ path: [path], message }),
  }));
  return placed(form, [...refused, ...unfit], [wordsOfProblem(code)]);
}

/** A text about a part of a field that the form does not have stands beside the nearest that it has. */
function placed(
  form: HTMLFormElement,
  told: readonly Told[],
  loose: readonly Words[],
): FormProblems {
  const names = new Set([...form.elements].map((element) => element.getAttribute('name') ?? ''));
  const byField = new Map<string, Words[]>();
  const rest: Words[] = [];
  for (const { field, words } of told) {
    const name = [...names].find(
      (known) => known !== '' && (known === field || known.startsWith(`${field}.`)),
    );
    if (name === undefined) rest.push(words);
    else byField.set(name, [...(byField.get(name) ?? []), words]);
  }
  return { byField, loose: [...loose, ...rest] };
}
