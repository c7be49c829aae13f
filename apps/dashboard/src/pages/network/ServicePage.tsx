import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { ServiceView } from '@lenglian/seed-files';
import {
  CONFIDENCE_WORDS,
  FORM_TEXT,
  NETWORK_TEXT,
  RUN_TEXT,
  seasonOf,
  SERVICE_TEXT,
  unitCount,
  wordsOfRunState,
} from '@lenglian/wording';
import {
  runsOfServiceQuery,
  serviceQuery,
  wholePlacesQuery,
} from '../../api/whole-network-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Fact } from '../../ui/Fact.tsx';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { NetworkHeading } from './NetworkHeading.tsx';
import { Schematic } from './Schematic.tsx';
import { ServiceForm } from './ServiceForm.tsx';
import { listMark, ModeTags, useNameOfGoods } from './ServiceLines.tsx';
import { stopsOfService } from './service-stops.ts';
import { WayStrip } from './WayStrip.tsx';

/** One service: its goods and season, its ways leg by leg, and its next runs. */
export default function ServicePage() {
  const id = useParams()['serviceId'] ?? '';
  const service = useQuery(serviceQuery(id));
  if (service.isPending) return <Loading />;
  if (service.isError)
    return <Failed error={service.error} onRetry={() => void service.refetch()} />;
  return <ServiceOnPage key={id} service={service.data} />;
}

function ServiceOnPage(props: { service: ServiceView }) {
  const { service } = props;
  const { t, language } = useWording();
  const mayManage = useMayDo('network.manage');
  const mayPlan = useMayDo('journeys.plan');
  const [asking, setAsking] = useState<'closed' | 'open' | 'done'>('closed');
  const stops = new Set(stopsOfService(service));
  const places = (useQuery(wholePlacesQuery).data ?? []).filter(({ code }) => stops.has(code));
  return (
    <div className="page">
      <NetworkHeading title={nameIn(language, service.nameZh, service.nameEn)}>
        <span className="dim">{nameIn(language, service.nameEn, service.nameZh)}</span>
        <ModeTags service={service} />
        <span className="buttons at-end">
          {mayManage && (
            <OpenButton isOpen={asking === 'open'} onOpen={() => setAsking('open')}>
              {t(SERVICE_TEXT.change)}
            </OpenButton>
          )}
          {mayPlan && (
            <Link className="button" to={`/runs?plan=${encodeURIComponent(service.code)}`}>
              {t(SERVICE_TEXT.plan)}
            </Link>
          )}
        </span>
      </NetworkHeading>
      <div className="page-column">
        {asking === 'done' && (
          <p className="good" role="status">
            {t(FORM_TEXT.done)}
          </p>
        )}
        {asking === 'open' && (
          <section className="pane" aria-label={t(SERVICE_TEXT.change)}>
            <h2>{t(SERVICE_TEXT.change)}</h2>
            <ServiceForm
              service={service}
              onDone={() => setAsking('done')}
              onCancel={() => setAsking('closed')}
            />
          </section>
        )}
        {/* Also below the form: where somebody else was faster, it is seen what they changed. */}
        {service.ways?.map((way, index) => (
          <WayStrip key={way.code} way={way} number={index + 1} />
        ))}
      </div>
      <div className="page-column">
        <ServiceFacts service={service} />
        <NextRuns service={service} />
        <Schematic places={places} services={[service]} />
      </div>
    </div>
  );
}

function ServiceFacts(props: { service: ServiceView }) {
  const { code, commodityCodes = [], season } = props.service;
  const { t, language } = useWording();
  const nameOf = useNameOfGoods();
  return (
    <section className="pane" aria-label={t(SERVICE_TEXT.facts)}>
      <h2>{t(SERVICE_TEXT.facts)}</h2>
      <dl className="facts place-facts">
        <Fact name={NETWORK_TEXT.code}>{code}</Fact>
        <Fact name={SERVICE_TEXT.commodities}>
          {commodityCodes.map(nameOf).join(listMark(language))}
        </Fact>
        {season !== undefined && (
          <Fact name={SERVICE_TEXT.season}>
            {t(seasonOf(season.from, season.until))}{' '}
            <small>
              {t(CONFIDENCE_WORDS[season.confidence])} · <span lang="en">{season.source}</span>
            </small>
          </Fact>
        )}
      </dl>
    </section>
  );
}

/** Runs of it that are not over, the next to leave first. */
function NextRuns(props: { service: ServiceView }) {
  const { t, language, dateTime } = useWording();
  const runs = useQuery(runsOfServiceQuery(props.service.code));
  const ordered = [...(runs.data ?? [])].sort(
    (a, b) =>
      (a.legs[0]?.plannedDepartureAt ?? Infinity) - (b.legs[0]?.plannedDepartureAt ?? Infinity),
  );
  return (
    <section className="pane" aria-label={t(SERVICE_TEXT.nextRuns)}>
      <h2>{t(SERVICE_TEXT.nextRuns)}</h2>
      {runs.isPending && <Loading />}
      {runs.isError && <Failed error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data?.length === 0 && <p className="dim">{t(SERVICE_TEXT.noRuns)}</p>}
      <ul className="lines">
        {ordered.map((run) => (
          <li key={run.id} className="stop-line">
            <Link to={`/runs/${run.id}`}>
              {nameIn(language, run.nameZh, run.nameEn)} {run.code}
            </Link>
            <span className="badge">{t(wordsOfRunState(run.state))}</span>
            {run.legs[0] !== undefined && (
              <span>
                <span className="label">{t(RUN_TEXT.departure)}</span>
                {dateTime(run.legs[0].plannedDepartureAt)}
              </span>
            )}
            <span className="dim">
              {t(unitCount(Math.max(run.unitCount, run.plannedUnitCount)))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
