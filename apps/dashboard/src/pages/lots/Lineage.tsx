import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { LotTraceView } from '@lenglian/console-contract';
import { LOT_TEXT, partOfMass, TRANSFORMATION_KIND_WORDS, type Words } from '@lenglian/wording';
import { lotTraceQuery } from '../../api/goods-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';

type Step = LotTraceView['back'][number];

/** Where the goods came from and where they went, nearest first, a step in for each step away. */
export function Lineage(props: { lotId: string }) {
  const { t } = useWording();
  const trace = useQuery(lotTraceQuery(props.lotId));
  return (
    <section className="pane" aria-label={t(LOT_TEXT.lineage)}>
      <h2>{t(LOT_TEXT.lineage)}</h2>
      {trace.isPending && <Loading />}
      {trace.isError && <Failed error={trace.error} onRetry={() => void trace.refetch()} />}
      {trace.data !== undefined && (
        <>
          <Steps title={LOT_TEXT.back} none={LOT_TEXT.noBack} steps={trace.data.back} />
          <Steps title={LOT_TEXT.forward} none={LOT_TEXT.noForward} steps={trace.data.forward} />
        </>
      )}
    </section>
  );
}

function Steps(props: { title: Words; none: Words; steps: readonly Step[] }) {
  const { t, dateTime } = useWording();
  return (
    <>
      <h3 className="label">{t(props.title)}</h3>
      {props.steps.length === 0 && <p className="dim">{t(props.none)}</p>}
      <ol className="steps">
        {props.steps.map((step) => (
          <li
            key={`${step.transformationId}-${step.lotId}`}
            style={{ marginInlineStart: `${Math.min(step.depth - 1, 5) * 1.25}rem` }}
          >
            <Link to={`/lots/${step.lotId}`}>{step.lotCode}</Link>
            <span className="tag">{t(TRANSFORMATION_KIND_WORDS[step.kind])}</span>
            <span>{t(partOfMass(step.fraction))}</span>
            <small>{dateTime(step.at)}</small>
          </li>
        ))}
      </ol>
    </>
  );
}
