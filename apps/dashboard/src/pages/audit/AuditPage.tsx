import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { API_PREFIX } from '@lenglian/console-contract/constants';
import { AUDIT_TEXT, wordsOfProblem } from '@lenglian/wording';
import { auditQuery } from '../../api/audit-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Failed, Loading, Notice } from '../../ui/Notice.tsx';
import { AuditLine } from './AuditLine.tsx';
import { AuditSearch, SEARCH_FIELDS } from './AuditSearch.tsx';

/** Who changed what, when, from what to what, and why. What is looked for is in the URL. */
export default function AuditPage() {
  const { t } = useWording();
  const mayRead = useMayDo('audit.read');
  if (!mayRead) return <Notice title={t(wordsOfProblem('FORBIDDEN'))} />;
  return <Audit />;
}

function Audit() {
  const { t } = useWording();
  const [parameters, setParameters] = useSearchParams();
  const said = SEARCH_FIELDS.flatMap((name) => {
    const value = parameters.get(name);
    return value === null || value === '' ? [] : [[name, value] as [string, string]];
  });
  const search = new URLSearchParams(said).toString();
  const pages = useInfiniteQuery(auditQuery(search));
  const lines = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <div className="page page-narrow">
      <header className="page-heading">
        <h1>{t(AUDIT_TEXT.title)}</h1>
        <a
          className="button at-end"
          href={`${API_PREFIX}/audit/export?format=csv${search === '' ? '' : `&${search}`}`}
          title={t(AUDIT_TEXT.exportExplained)}
          download
        >
          {t(AUDIT_TEXT.export)}
        </a>
      </header>
      <section className="pane" aria-label={t(AUDIT_TEXT.search)}>
        <p className="hint">
          {t(AUDIT_TEXT.explained)} {t(AUDIT_TEXT.exportExplained)}
        </p>
        <AuditSearch key={search} parameters={parameters} onSearch={setParameters} />
      </section>
      <section className="pane" aria-label={t(AUDIT_TEXT.title)}>
        {pages.isPending && <Loading />}
        {pages.isError && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
        {lines?.length === 0 && <p className="dim">{t(AUDIT_TEXT.none)}</p>}
        <ol className="lines">
          {lines?.map((entry) => (
            <AuditLine key={entry.id} entry={entry} />
          ))}
        </ol>
        {pages.hasNextPage && (
          <button
            type="button"
            className="more"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t(AUDIT_TEXT.more)}
          </button>
        )}
      </section>
    </div>
  );
}
