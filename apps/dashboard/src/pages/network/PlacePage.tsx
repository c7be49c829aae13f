import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { PlaceView } from '@lenglian/seed-files';
import { CONFIDENCE_WORDS, NETWORK_TEXT, PLACE_TEXT } from '@lenglian/wording';
import { openRunsQuery } from '../../api/audit-queries.ts';
import {
  placeQuery,
  wholePlacesQuery,
  wholeServicesQuery,
} from '../../api/whole-network-queries.ts';
import { useAlerts } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { PaneForm } from '../../ui/PaneForm.tsx';
import Contacts from '../contacts/Contacts.tsx';
import { NetworkHeading } from './NetworkHeading.tsx';
import { PlaceFacts } from './PlaceFacts.tsx';
import { PlaceForm } from './PlaceForm.tsx';
import { RoleTags, StopActions } from './PlaceParts.tsx';
import { RunsThere } from './RunsThere.tsx';
import { Schematic } from './Schematic.tsx';
import { ServiceLines } from './ServiceLines.tsx';
import { stopsOfService } from './service-stops.ts';

/** One place: what it is, what can be done there, whom to call, and what stops there. */
export default function PlacePage() {
  const id = useParams()['placeId'] ?? '';
  const place = useQuery(placeQuery(id));
  if (place.isPending) return <Loading />;
  if (place.isError) return <Failed error={place.error} onRetry={() => void place.refetch()} />;
  return <PlaceOnPage key={id} place={place.data} />;
}

function PlaceOnPage(props: { place: PlaceView }) {
  const { place } = props;
  const { t, language } = useWording();
  const services = useQuery(wholeServicesQuery).data ?? [];
  const places = useQuery(wholePlacesQuery).data ?? [];
  const stopping = services.filter((service) => stopsOfService(service).includes(place.code));
  const near = new Set([place.code, ...stopping.flatMap(stopsOfService)]);
  return (
    <div className="page">
      <NetworkHeading title={nameIn(language, place.nameZh, place.nameEn)}>
        <span className="dim">{nameIn(language, place.nameEn, place.nameZh)}</span>
        <RoleTags place={place} />
      </NetworkHeading>
      <div className="page-column">
        <AboutPlace place={place} />
        <Actions place={place} />
        <ContactsOfPlace place={place} />
      </div>
      <div className="page-column">
        <RunsThere place={place} />
        <section className="pane" aria-label={t(NETWORK_TEXT.stopsHere)}>
          <h2>{t(NETWORK_TEXT.stopsHere)}</h2>
          {stopping.length === 0 && <p className="dim">{t(NETWORK_TEXT.noServices)}</p>}
          <ServiceLines services={stopping} />
        </section>
        <Schematic
          places={places.filter(({ code }) => near.has(code))}
          services={stopping}
          here={place.code}
        />
      </div>
    </div>
  );
}

/** What is put down of it, and the form that changes it. */
function AboutPlace(props: { place: PlaceView }) {
  const { place } = props;
  const { t } = useWording();
  const mayManage = useMayDo('network.manage');
  return (
    <section className="pane" aria-label={t(PLACE_TEXT.facts)}>
      <PaneForm
        heading={<h2>{t(PLACE_TEXT.facts)}</h2>}
        mayOpen={mayManage}
        open={t(PLACE_TEXT.change)}
        form={(closing) => <PlaceForm place={place} {...closing} />}
      />
      {/* Also below the form: where somebody else was faster, it is seen what they changed. */}
      <PlaceFacts place={place} />
    </section>
  );
}

function Actions(props: { place: PlaceView }) {
  const { stopActions } = props.place;
  const { t } = useWording();
  return (
    <section className="pane" aria-label={t(PLACE_TEXT.actions)}>
      <h2>{t(PLACE_TEXT.actions)}</h2>
      {stopActions === undefined ? (
        <p className="dim">{t(PLACE_TEXT.actionsUnknown)}</p>
      ) : (
        <>
          <p>
            <StopActions place={props.place} />
          </p>
          <p className="hint">
            {t(CONFIDENCE_WORDS[stopActions.confidence])} ·{' '}
            <span lang="en">{stopActions.source}</span>
          </p>
        </>
      )}
    </section>
  );
}

/** A number at a place is told about a live alert of a run that stops there. */
function ContactsOfPlace(props: { place: PlaceView }) {
  const { id, code } = props.place;
  const runs = useQuery(openRunsQuery).data ?? [];
  const stopping = new Set(
    runs
      .filter(({ legs }) =>
        legs.some((leg) => leg.fromPlaceCode === code || leg.toPlaceCode === code),
      )
      .map((run) => run.id),
  );
  const alert = useAlerts().find(({ runId }) => runId !== null && stopping.has(runId));
  return <Contacts subjectKind="place" subjectId={id} alertId={alert?.id} />;
}
