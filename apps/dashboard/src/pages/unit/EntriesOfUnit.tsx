import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Words } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { PaneForm } from '../../ui/PaneForm.tsx';

/** What was put down of a unit, newest first, and the form by which more is put down. */
export function EntriesOfUnit<Entry extends { readonly id: string }>(props: {
  readonly title: Words;
  /** What the button says that opens the form. */
  readonly open: Words;
  /** Said where nothing was put down yet. */
  readonly none: Words;
  readonly entries: UseQueryResult<readonly Entry[]>;
  readonly form: (closing: { onDone: () => void; onCancel: () => void }) => ReactNode;
  /** What stands in the line of an entry. */
  readonly line: (entry: Entry) => ReactNode;
}) {
  const { title, open, none, entries, form, line } = props;
  const { t } = useWording();
  const mayReport = useMayDo('equipment.report');
  return (
    <section className="pane" aria-label={t(title)}>
      <PaneForm heading={<h2>{t(title)}</h2>} mayOpen={mayReport} open={t(open)} form={form} />
      {entries.isPending && <Loading />}
      {entries.isError && <Failed error={entries.error} onRetry={() => void entries.refetch()} />}
      {entries.data?.length === 0 && <p className="dim">{t(none)}</p>}
      <ul className="lines">
        {entries.data?.map((entry) => (
          <li key={entry.id}>{line(entry)}</li>
        ))}
      </ul>
    </section>
  );
}
