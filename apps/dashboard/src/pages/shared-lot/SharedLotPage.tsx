import { useEffect, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { SharedLotView } from '@lenglian/console-contract';
import {
  CERTIFICATE_TEXT,
  formatAge,
  formatBand,
  formatCelsius,
  FRESHNESS_TEXT,
  PRODUCT_STATE_WORDS,
  SHARED_LOT_TEXT,
  SHELL_TEXT,
  tonnes,
  wordsOfRunState,
  type Words,
} from '@lenglian/wording';
import { sharedLotQuery } from '../../api/lot-links.ts';
import { ProblemError } from '../../api/request.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { LanguageSwitch } from '../../shell/Settings.tsx';
import type { Look } from '../../ui/looks.ts';
import { FreshnessFacts } from '../../ui/FreshnessFacts.tsx';
import { Failed, Loading, Notice } from '../../ui/Notice.tsx';
import { ProductChart } from './ProductChart.tsx';

type ProductState = SharedLotView['product']['state'];

/** The proof that the wording library knows every state. */
const STATE_TEXT: Record<ProductState, Words> = PRODUCT_STATE_WORDS;

/** What nobody knows is never green. */
const STATE_LOOKS: Record<ProductState, Look> = {
  WITHIN: 'ok',
  TOO_WARM: 'critical',
  TOO_COLD: 'critical',
  NOT_KNOWN: 'silent',
};

/** One lot, for whoever has a link to it: no account, no live connection, a phone in the hand. */
export function SharedLotPage() {
  const { t } = useWording();
  const token = useParams()['token'] ?? '';
  const lot = useQuery(sharedLotQuery(token));
  const title = t(SHARED_LOT_TEXT.title);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div className="shared-lot">
      <header>
        <span className="shared-brand">
          <span lang="zh-CN">冷链</span> <small>Lenglian</small>
        </span>
        <LanguageSwitch />
      </header>
      <main>
        {lot.data !== undefined && !isGone(lot.error) ? (
          <SharedLot lot={lot.data} />
        ) : lot.isError ? (
          <NotOpen error={lot.error} onRetry={() => void lot.refetch()} />
        ) : (
          <Loading />
        )}
      </main>
    </div>
  );
}

/** A link that was revoked while the page is open shows nothing any more. */
function isGone(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 404;
}

function NotOpen(props: { error: unknown; onRetry: () => void }) {
  const { t } = useWording();
  if (!isGone(props.error)) return <Failed error={props.error} onRetry={props.onRetry} />;
  return (
    <Notice title={t(SHARED_LOT_TEXT.notOpen)} isUrgent>
      <p>{t(SHARED_LOT_TEXT.notOpenWhy)}</p>
    </Notice>
  );
}

function SharedLot({ lot }: { lot: SharedLotView }) {
  const { t, language, dateTime, zoneName } = useWording();
  return (
    <>
      {lot.isDemo && (
        <p className="shared-demo">
          <b>{t(SHELL_TEXT.demo)}</b> {t(SHELL_TEXT.demoExplained)}
        </p>
      )}
      <h1>
        {nameIn(language, lot.commodityNameZh, lot.commodityNameEn)}{' '}
        <small>
          {t(SHARED_LOT_TEXT.lot)} {lot.lotCode}
        </small>
      </h1>
      <ProductNow lot={lot} />
      <Journey run={lot.run} />
      <Card title={SHARED_LOT_TEXT.chart}>
        {lot.chart === null ? (
          <p className="dim">{t(SHARED_LOT_TEXT.chartUnavailable)}</p>
        ) : (
          <ProductChart
            chart={lot.chart}
            bandLowCelsius={lot.bandLowCelsius}
            bandHighCelsius={lot.bandHighCelsius}
          />
        )}
      </Card>
      <Card title={SHARED_LOT_TEXT.details}>
        <dl>
          <Fact name={SHARED_LOT_TEXT.quantity}>
            {lot.quantityKilograms === null
              ? t(SHARED_LOT_TEXT.notKnown)
              : t(tonnes(lot.quantityKilograms))}
          </Fact>
        </dl>
      </Card>
      <Card title={FRESHNESS_TEXT.title}>
        {lot.freshness === null ? (
          <p className="dim">{t(FRESHNESS_TEXT.unavailable)}</p>
        ) : (
          <>
            <dl>
              <FreshnessFacts freshness={lot.freshness} isShort />
            </dl>
            <p className="hint">{t(FRESHNESS_TEXT.onlyHeat)}</p>
          </>
        )}
        <Link to="certificate">{t(CERTIFICATE_TEXT.open)}</Link>
      </Card>
      <footer className="dim">
        <p>
          {t(SHARED_LOT_TEXT.asOf)} {dateTime(lot.asOf)}
        </p>
        <p>
          {t(SHARED_LOT_TEXT.validUntil)} {dateTime(lot.validUntil)} · {zoneName}
        </p>
      </footer>
    </>
  );
}

function ProductNow({ lot }: { lot: SharedLotView }) {
  const { t, dateTime } = useWording();
  const { state, lowCelsius, highCelsius, measuredAt } = lot.product;
  return (
    <section
      className="shared-card shared-now"
      data-look={STATE_LOOKS[state]}
      aria-label={t(SHARED_LOT_TEXT.productNow)}
    >
      <p className="shared-state">{t(STATE_TEXT[state])}</p>
      <dl>
        <Fact
          name={state === 'NOT_KNOWN' ? SHARED_LOT_TEXT.lastMeasured : SHARED_LOT_TEXT.productNow}
        >
          {measuredAt === null ? (
            t(SHARED_LOT_TEXT.neverMeasured)
          ) : (
            <>
              <b>{span(lowCelsius, highCelsius)}</b>
              <small>
                {t(SHARED_LOT_TEXT.measured)} {dateTime(measuredAt)} (
                {t(formatAge(Math.max(0, lot.asOf - measuredAt)))})
              </small>
            </>
          )}
        </Fact>
        <Fact name={SHARED_LOT_TEXT.limits}>
          {formatBand(lot.bandLowCelsius, lot.bandHighCelsius)} °C
        </Fact>
      </dl>
    </section>
  );
}

/** "1.2 °C", or "0.4 … 1.2 °C" where probes differ. */
function span(low: number | null, high: number | null): string {
  const [coldest, warmest] = [formatCelsius(low), formatCelsius(high)];
  return coldest === warmest ? `${warmest} °C` : `${coldest} … ${warmest} °C`;
}

function Journey({ run }: { run: SharedLotView['run'] }) {
  const { t, language, dateTime, dayTime } = useWording();
  if (run === null)
    return (
      <Card title={SHARED_LOT_TEXT.where}>
        <p className="dim">{t(SHARED_LOT_TEXT.noRun)}</p>
      </Card>
    );
  const { lastStop, nextStop, destination } = run;
  const stops = [
    { name: nextStop ? SHARED_LOT_TEXT.lastStop : SHARED_LOT_TEXT.arrived, stop: lastStop },
    { name: SHARED_LOT_TEXT.nextStop, stop: nextStop },
    { name: SHARED_LOT_TEXT.plannedArrival, stop: nextStop && destination },
  ];
  return (
    <Card title={SHARED_LOT_TEXT.where}>
      <p>
        {nameIn(language, run.nameZh, run.nameEn)}{' '}
        <span className="badge">{t(wordsOfRunState(run.state))}</span>
      </p>
      <dl>
        {stops.map(({ name, stop }) =>
          stop === null ? null : (
            <Fact key={name.en} name={name}>
              {nameIn(language, stop.nameZh, stop.nameEn)}
              <small>
                {dateTime(stop.plannedAt)}
                {stop.expectedAt !== null && stop.expectedAt !== stop.plannedAt && (
                  <>
                    {' · '}
                    {t(SHARED_LOT_TEXT.expected)} {dayTime(stop.expectedAt)}
                  </>
                )}
              </small>
            </Fact>
          ),
        )}
      </dl>
      <p className="hint">{t(SHARED_LOT_TEXT.byPlan)}</p>
    </Card>
  );
}

function Card(props: { title: Words; children: ReactNode }) {
  const { t } = useWording();
  return (
    <section className="shared-card" aria-label={t(props.title)}>
      <h2>{t(props.title)}</h2>
      {props.children}
    </section>
  );
}

function Fact(props: { name: Words; children: ReactNode }) {
  const { t } = useWording();
  return (
    <div>
      <dt>{t(props.name)}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
