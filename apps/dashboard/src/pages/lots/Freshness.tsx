import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { CERTIFICATE_TEXT, FRESHNESS_TEXT } from '@lenglian/wording';
import { lotFreshnessQuery } from '../../api/goods-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { FreshnessFacts } from '../../ui/FreshnessFacts.tsx';
import { Failed, Loading } from '../../ui/Notice.tsx';

/** How much of their life its goods have left, and the way to the sheet that is printed. */
export function Freshness(props: { lotId: string }) {
  const { t } = useWording();
  const freshness = useQuery(lotFreshnessQuery(props.lotId));
  return (
    <section className="pane" aria-label={t(FRESHNESS_TEXT.title)}>
      <div className="pane-heading">
        <h2>{t(FRESHNESS_TEXT.title)}</h2>
        <Link to={`/lots/${props.lotId}/certificate`}>{t(CERTIFICATE_TEXT.open)}</Link>
      </div>
      {freshness.isPending && <Loading />}
      {freshness.isError && (
        <Failed error={freshness.error} onRetry={() => void freshness.refetch()} />
      )}
      {freshness.data !== undefined && (
        <>
          <dl className="facts freshness">
            <FreshnessFacts freshness={freshness.data} />
          </dl>
          <p className="hint">{t(FRESHNESS_TEXT.onlyHeat)}</p>
        </>
      )}
    </section>
  );
}
