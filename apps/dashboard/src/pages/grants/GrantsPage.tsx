import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { FORM_TEXT, GRANT_TEXT, wordsOfProblem } from '@lenglian/wording';
import { grantsQuery } from '../../api/audit-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Failed, Loading, Notice } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { AddGrant } from './AddGrant.tsx';
import { GrantLine } from './GrantLine.tsx';

const SIDES = ['given', 'received'] as const;

/** What one's organisation lets others see, and what others let it see: `/grants?side=received`. */
export default function GrantsPage() {
  const { t } = useWording();
  const mayManage = useMayDo('grants.manage');
  if (!mayManage) return <Notice title={t(wordsOfProblem('FORBIDDEN'))} />;
  return <Grants />;
}

function Grants() {
  const { t } = useWording();
  const [search, setSearch] = useSearchParams();
  const [asking, setAsking] = useState<'closed' | 'open' | 'done'>('closed');
  const side = search.get('side') === 'received' ? 'received' : 'given';
  const pages = useInfiniteQuery(grantsQuery(side));
  const grants = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <div className="page page-narrow">
      <header className="page-heading">
        <h1>{t(GRANT_TEXT.title)}</h1>
        <Choice
          label={t(GRANT_TEXT.side)}
          isLabelHidden
          values={SIDES.map((value) => ({ value, text: t(GRANT_TEXT[value]) }))}
          chosen={side}
          onChoose={(value) => setSearch(value === 'given' ? {} : { side: value })}
        />
        <OpenButton
          isOpen={asking === 'open'}
          className="primary at-end"
          onOpen={() => setAsking('open')}
        >
          {t(GRANT_TEXT.add)}
        </OpenButton>
      </header>
      {asking === 'open' && (
        <section className="pane" aria-label={t(GRANT_TEXT.add)}>
          <h2>{t(GRANT_TEXT.add)}</h2>
          <p className="hint">{t(GRANT_TEXT.explained)}</p>
          <AddGrant onDone={() => setAsking('done')} onCancel={() => setAsking('closed')} />
        </section>
      )}
      <section className="pane" aria-label={t(GRANT_TEXT[side])}>
        {asking === 'done' && (
          <p className="good" role="status">
            {t(FORM_TEXT.done)}
          </p>
        )}
        {pages.isPending && <Loading />}
        {pages.isError && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
        {grants?.length === 0 && (
          <p className="dim">
            {t(side === 'given' ? GRANT_TEXT.noneGiven : GRANT_TEXT.noneReceived)}
          </p>
        )}
        <ul className="lines">
          {grants?.map((grant) => (
            <GrantLine key={grant.id} grant={grant} side={side} />
          ))}
        </ul>
        {pages.hasNextPage && (
          <button type="button" className="more" onClick={() => void pages.fetchNextPage()}>
            {t(GRANT_TEXT.more)}
          </button>
        )}
      </section>
    </div>
  );
}
