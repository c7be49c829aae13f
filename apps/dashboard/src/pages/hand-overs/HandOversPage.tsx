import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { HAND_OVER_TEXT, LOSS_TEXT } from '@lenglian/wording';
import { handOversQuery } from '../../api/goods-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading, Notice } from '../../ui/Notice.tsx';
import { HandOverCard } from './HandOverCard.tsx';

/**
 * Every hand-over that one's organisation has a part in: where a party that does not own the goods
 * confirms its side, for it sees none of their lots.
 */
export default function HandOversPage() {
  const { t } = useWording();
  const pages = useInfiniteQuery(handOversQuery);
  const handOvers = pages.data?.pages.flatMap((page) => page.items);
  return (
    <div className="page page-narrow">
      <header className="page-heading">
        <h1>{t(HAND_OVER_TEXT.title)}</h1>
        <Link className="button at-end" to="/losses">
          {t(LOSS_TEXT.title)}
        </Link>
      </header>
      {pages.isPending && <Loading />}
      {pages.isError && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
      {handOvers?.length === 0 && <Notice title={t(HAND_OVER_TEXT.none)} />}
      <ol className="hand-overs">
        {handOvers?.map((handOver) => (
          <li key={handOver.id}>
            <HandOverCard handOver={handOver} run={undefined} />
          </li>
        ))}
      </ol>
      {pages.hasNextPage && (
        <button
          type="button"
          className="more"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t(HAND_OVER_TEXT.more)}
        </button>
      )}
    </div>
  );
}
