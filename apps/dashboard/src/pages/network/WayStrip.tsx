import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Service } from '@lenglian/seed-files';
import {
  CONFIDENCE_WORDS,
  kilometres,
  LEG_MODE_WORDS,
  NETWORK_TEXT,
  onLeg,
  SERVICE_TEXT,
  spanBetween,
  spanOfMinutes,
  wayNumber,
} from '@lenglian/wording';
import { wholePlacesQuery } from '../../api/whole-network-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Fact } from '../../ui/Fact.tsx';

export type Way = Service['ways'][number];

/** One way of a service: its legs as a strip as long as they last, and what to expect on them. */
export function WayStrip(props: { way: Way; number: number }) {
  const { way, number } = props;
  const { t, language } = useWording();
  const title = t(wayNumber(number));
  return (
    <section className="pane" aria-label={title}>
      <h2>
        {title} <small>{way.code}</small>{' '}
        {number === 1 && <span className="tag">{t(SERVICE_TEXT.usual)}</span>}
      </h2>
      <Strip way={way} />
      <dl className="facts place-facts">
        <Fact name={SERVICE_TEXT.holes}>
          {way.expectedCoverageHoles.length === 0 ? (
            <span className="dim">{t(SERVICE_TEXT.noHoles)}</span>
          ) : (
            <ul>
              {way.expectedCoverageHoles.map(({ code, nameZh, nameEn, durationMinutes }) => (
                <li key={code}>
                  {nameIn(language, nameZh, nameEn)}{' '}
                  <b title={durationMinutes.source}>{t(spanOfMinutes(durationMinutes.value))}</b>
                </li>
              ))}
            </ul>
          )}
        </Fact>
        {(way.windStops ?? []).length > 0 && (
          <Fact name={SERVICE_TEXT.winds}>
            <ul>
              {way.windStops?.map((stop) => (
                <li key={stop.code}>
                  {nameIn(language, stop.nameZh, stop.nameEn)}{' '}
                  <b title={stop.durationMinutesMin.source}>
                    {t(spanBetween(stop.durationMinutesMin.value, stop.durationMinutesMax.value))}
                  </b>{' '}
                  <small>{t(onLeg(stop.leg))}</small>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {way.usualLoad !== undefined && (
          <Fact name={SERVICE_TEXT.load}>
            <span lang="en">{way.usualLoad}</span>
          </Fact>
        )}
        <Fact name={NETWORK_TEXT.source}>
          {t(CONFIDENCE_WORDS[way.confidence])} · <span lang="en">{way.source}</span>
        </Fact>
      </dl>
    </section>
  );
}

/** Stops with the planned time since departure, and between them each leg as long as it lasts. */
function Strip(props: { way: Way }) {
  const { legs } = props.way;
  const { t } = useWording();
  const first = legs[0];
  if (first === undefined) return null;
  const stops = legs.map((_, index) => elapsedAfter(legs.slice(0, index + 1)));
  return (
    <ol className="way">
      <li className="way-stop">
        <PlaceLink code={first.fromPlaceCode} />
        <span className="dim">0</span>
      </li>
      {legs.map((leg, index) => (
        <li
          key={`${index} ${leg.toPlaceCode}`}
          className="way-leg"
          data-mode={leg.mode}
          style={{ flexGrow: leg.durationMinutes?.value ?? 1 }}
        >
          <span className="way-line">
            <span className="tag">{t(LEG_MODE_WORDS[leg.mode])}</span>
            <span title={leg.durationMinutes?.source}>
              {leg.durationMinutes === undefined
                ? t(NETWORK_TEXT.unknown)
                : t(spanOfMinutes(leg.durationMinutes.value))}
            </span>
            {leg.distanceKilometres !== undefined && (
              <span className="dim" title={leg.distanceKilometres.source}>
                {t(kilometres(leg.distanceKilometres.value))}
              </span>
            )}
          </span>
          <span className="way-stop">
            <PlaceLink code={leg.toPlaceCode} />
            <span className="dim">
              {stops[index] == null ? '' : `+ ${t(spanOfMinutes(stops[index]))}`}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Minutes since departure at the end of these legs; null where one of them is not known. */
function elapsedAfter(legs: Way['legs']): number | null {
  return legs.reduce<number | null>(
    (sum, { durationMinutes }) =>
      sum === null || durationMinutes === undefined ? null : sum + durationMinutes.value,
    0,
  );
}

function PlaceLink(props: { code: string }) {
  const { language } = useWording();
  const place = useQuery(wholePlacesQuery).data?.find(({ code }) => code === props.code);
  if (place === undefined) return props.code;
  return <Link to={`/places/${place.id}`}>{nameIn(language, place.nameZh, place.nameEn)}</Link>;
}
