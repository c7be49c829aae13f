import type { ReactNode } from 'react';
import { SHELL_TEXT, wordsOfProblem } from '@lenglian/wording';
import { ProblemError } from '../api/request.ts';
import { useWording } from '../preferences/preferences-context.ts';

/** Something in the place of a page's content: nothing there, still loading, failed. */
export function Notice(props: { title: string; children?: ReactNode; isUrgent?: boolean }) {
  return (
    <div className="notice" role={props.isUrgent ? 'alert' : 'status'}>
      <p className="notice-title">{props.title}</p>
      {props.children}
    </div>
  );
}

export function Loading() {
  const { t } = useWording();
  return <Notice title={t(SHELL_TEXT.loading)} />;
}

/** The words of an error by its code; our own mistakes have those of INTERNAL. */
export function useErrorText(error: unknown): string {
  const { t } = useWording();
  return t(wordsOfProblem(error instanceof ProblemError ? error.code : 'INTERNAL'));
}

export function Failed(props: { error: unknown; onRetry?: () => void }) {
  const { t } = useWording();
  const why = useErrorText(props.error);
  return (
    <Notice title={t(SHELL_TEXT.failed)} isUrgent>
      <p>{why}</p>
      {props.onRetry !== undefined && (
        <button type="button" onClick={props.onRetry}>
          {t(SHELL_TEXT.retry)}
        </button>
      )}
    </Notice>
  );
}
