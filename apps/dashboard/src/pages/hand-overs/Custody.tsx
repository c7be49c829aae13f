import { useQuery } from '@tanstack/react-query';
import type { LotCustodyView } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import {
  formatDuration,
  HAND_OVER_STATE_WORDS,
  HAND_OVER_TEXT,
  wordsOfRule,
} from '@lenglian/wording';
import { lotCustodyQuery } from '../../api/goods-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';

/** Who answered for a lot from when to when, and what it was exposed to in their time. */
export function Custody(props: { lotId: string }) {
  const { t, dateTime } = useWording();
  const custody = useQuery(lotCustodyQuery(props.lotId));
  return (
    <section className="pane" aria-label={t(HAND_OVER_TEXT.custody)}>
      <h2>{t(HAND_OVER_TEXT.custody)}</h2>
      {custody.isPending && <Loading />}
      {custody.isError && <Failed error={custody.error} onRetry={() => void custody.refetch()} />}
      <ol className="lines">
        {custody.data?.spans.map((span) => (
          <Span key={span.handOverId ?? 'before'} span={span} />
        ))}
      </ol>
      {custody.data?.before.map((lot) => (
        <section key={lot.lotId} aria-label={lot.lotCode}>
          <h3>
            {t(HAND_OVER_TEXT.custodyBefore)} {lot.lotCode}{' '}
            <span className="dim">→ {dateTime(lot.until)}</span>
          </h3>
          <ol className="lines">
            {lot.spans.map((span) => (
              <Span key={span.handOverId ?? 'before'} span={span} />
            ))}
          </ol>
        </section>
      ))}
      {custody.data?.hasMoreBefore && <p className="dim">{t(HAND_OVER_TEXT.custodyMoreBefore)}</p>}
    </section>
  );
}

function Span(props: { span: LotCustodyView['spans'][number] }) {
  const { custodianName, from, until, state, minutes } = props.span;
  const { t, dateTime } = useWording();
  const rules = Object.entries(minutes).filter(([, value]) => value > 0);
  return (
    <li>
      <p>
        <b>{custodianName ?? t(HAND_OVER_TEXT.custodyNobody)}</b>{' '}
        {state !== null && state !== 'CONFIRMED' && (
          <span className="tag" data-look="warn">
            {t(HAND_OVER_STATE_WORDS[state])}
          </span>
        )}
      </p>
      <p className="dim">
        {from === null ? t(HAND_OVER_TEXT.custodySince) : dateTime(from)} →{' '}
        {until === null ? t(HAND_OVER_TEXT.custodyNow) : dateTime(until)}
      </p>
      <p className="exposed" data-look={rules.length === 0 ? 'ok' : 'major'}>
        {rules.length === 0 && t(HAND_OVER_TEXT.custodyInside)}
        {rules.map(([rule, value]) => (
          <span key={rule}>
            {t(wordsOfRule(rule))} {t(formatDuration(value * MINUTE))}
          </span>
        ))}
      </p>
    </li>
  );
}
