import { useRef, useState, type SubmitEvent } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FORM_TEXT, type Issue } from '@lenglian/wording';
import { noticeSignedOut } from '../../api/queries.ts';
import { ProblemError } from '../../api/request.ts';
import { NO_PROBLEMS, problemsOfError, problemsOfIssues, type Told } from './form-problems.ts';

/** A schema of the console contract, as far as a form needs it. */
interface Schema<Body> {
  safeParse(
    value: unknown,
  ): { success: true; data: Body } | { success: false; error: { issues: readonly Issue[] } };
}

/**
 * A form that is read, checked against the contract, and sent. What is wrong is told beside its field,
 * and the first such field gets the focus.
 */
export function useForm<Body, Answer>(options: {
  schema: Schema<Body>;
  read: (data: FormData) => unknown;
  send: (body: Body) => Promise<Answer>;
  onDone: (answer: Answer) => void;
  /** Where a code of the api means one field of this form. */
  explain?: Readonly<Record<string, Told>>;
  /** Somebody else was faster: what is shown is to be loaded again; what was filled in stays. */
  onStale?: () => void;
}) {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const sending = useMutation({
    mutationFn: options.send,
    // Passwords that were sent and secrets that came must not outlive the form.
    gcTime: 0,
    onSuccess: options.onDone,
    onError: (error) => {
      noticeSignedOut(client, error);
      if (form.current === null) return;
      if (options.onStale !== undefined && isStale(error)) {
        options.onStale();
        tell(form.current, { ...NO_PROBLEMS, loose: [FORM_TEXT.changedMeanwhile] });
      } else tell(form.current, problemsOfError(form.current, error, options.explain));
    },
  });
  const tell = (element: HTMLFormElement, told: typeof problems) => {
    setProblems(told);
    const first = [...element.elements].find((one) =>
      told.byField.has(one.getAttribute('name') ?? ''),
    );
    if (first instanceof HTMLElement) first.focus();
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const parsed = options.schema.safeParse(options.read(new FormData(event.currentTarget)));
    if (parsed.success) {
      setProblems(NO_PROBLEMS);
      sending.mutate(parsed.data);
    } else tell(event.currentTarget, problemsOfIssues(event.currentTarget, parsed.error.issues));
  };
  return { form, submit, problems, isPending: sending.isPending };
}

function isStale(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'REVISION_CONFLICT';
}
