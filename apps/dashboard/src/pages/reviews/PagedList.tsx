import type { ReactNode } from 'react';
import type { UseInfiniteQueryResult, InfiniteData } from '@tanstack/react-query';
import type { List } from '@lenglian/console-contract';
import { ALERT_TEXT, type Words } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';

/** What is listed page by page, the newest first: what it is, that there is none, and more of it. */
export function PagedList<Item>(props: {
  pages: UseInfiniteQueryResult<InfiniteData<List<Item>>>;
  hint: Words;
  none: Words;
  children: (item: Item) => ReactNode;
}) {
  const { pages } = props;
  const { t } = useWording();
  const items = pages.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <p className="hint">{t(props.hint)}</p>
      {pages.isPending && <Loading />}
      {pages.isError && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {items?.length === 0 && <p className="dim">{t(props.none)}</p>}
      <ul className="reviews">{items?.map((item) => props.children(item))}</ul>
      {pages.hasNextPage && (
        <button type="button" className="more" onClick={() => void pages.fetchNextPage()}>
          {t(ALERT_TEXT.more)}
        </button>
      )}
    </>
  );
}
