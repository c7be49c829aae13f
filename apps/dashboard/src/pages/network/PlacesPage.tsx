import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { PLACE_ROLES, type PlaceView, type ServiceView } from '@lenglian/seed-files';
import { NETWORK_TEXT, PLACE_TEXT, placeCount } from '@lenglian/wording';
import { wholePlacesQuery, wholeServicesQuery } from '../../api/whole-network-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { NetworkHeading } from './NetworkHeading.tsx';
import { PLACE_ROLES_IN_WORDS } from './network-words.ts';
import { PlaceForm } from './PlaceForm.tsx';
import { RoleTags, StopActions } from './PlaceParts.tsx';
import { Schematic } from './Schematic.tsx';
import { stopsOfService } from './service-stops.ts';

/** How a place stands: whether a service stops there, and whether somebody can act there. */
const STATES = ['all', 'used', 'helps', 'helpless'] as const;
type State = (typeof STATES)[number];
const STATE_WORDS = {
  all: PLACE_TEXT.everyState,
  used: PLACE_TEXT.used,
  helps: PLACE_TEXT.helps,
  helpless: PLACE_TEXT.helpless,
} as const;

/** Every place of the network: `/places?role=…&state=…&find=…`. */
export default function PlacesPage() {
  const { t } = useWording();
  const navigate = useNavigate();
  const mayManage = useMayDo('network.manage');
  const [isAdding, setAdding] = useState(false);
  const places = useQuery(wholePlacesQuery);
  const services = useQuery(wholeServicesQuery).data ?? [];
  return (
    <div className="page page-narrow">
      <NetworkHeading title={t(NETWORK_TEXT.places)}>
        {mayManage && (
          <OpenButton isOpen={isAdding} className="primary at-end" onOpen={() => setAdding(true)}>
            {t(PLACE_TEXT.add)}
          </OpenButton>
        )}
      </NetworkHeading>
      {isAdding && (
        <section className="pane" aria-label={t(PLACE_TEXT.add)}>
          <h2>{t(PLACE_TEXT.add)}</h2>
          <PlaceForm
            onDone={({ id }) => void navigate(`/places/${id}`)}
            onCancel={() => setAdding(false)}
          />
        </section>
      )}
      {places.isPending && <Loading />}
      {places.isError && <Failed error={places.error} onRetry={() => void places.refetch()} />}
      {places.data !== undefined && <Places places={places.data} services={services} />}
    </div>
  );
}

function Places(props: { places: readonly PlaceView[]; services: readonly ServiceView[] }) {
  const { places, services } = props;
  const { t, language } = useWording();
  const [search, setSearch] = useSearchParams();
  const role = PLACE_ROLES.find((known) => known === search.get('role'));
  const state = STATES.find((known) => known === search.get('state')) ?? 'all';
  const find = search.get('find') ?? '';
  const used = new Set(services.flatMap(stopsOfService));
  const shown = places
    .filter((place) => role === undefined || place.roles.includes(role))
    .filter((place) => isIn(state, place, used))
    .filter((place) => isFound(place, find))
    .sort((a, b) => orderOf(a) - orderOf(b) || a.nameEn.localeCompare(b.nameEn, language));
  const choose = (name: string, value: string) =>
    setSearch(
      (before) => {
        if (value === '' || value === 'all') before.delete(name);
        else before.set(name, value);
        return before;
      },
      // Nobody wants to go back letter by letter.
      { replace: true },
    );
  return (
    <>
      <Schematic places={shown} services={services} />
      <section className="pane" aria-label={t(NETWORK_TEXT.places)}>
        <div role="search" className="fields filters">
          <Filter
            label={t(PLACE_TEXT.role)}
            value={role ?? ''}
            onChoose={(value) => choose('role', value)}
            options={[
              { value: '', text: t(PLACE_TEXT.everyRole) },
              ...PLACE_ROLES.map((value) => ({ value, text: t(PLACE_ROLES_IN_WORDS[value]) })),
            ]}
          />
          <Filter
            label={t(PLACE_TEXT.state)}
            value={state}
            onChoose={(value) => choose('state', value)}
            options={STATES.map((value) => ({ value, text: t(STATE_WORDS[value]) }))}
          />
          <label className="field filter">
            <span className="label">{t(NETWORK_TEXT.search)}</span>
            <input
              type="search"
              value={find}
              onChange={(event) => choose('find', event.currentTarget.value)}
            />
          </label>
          <p className="dim" role="status">
            {t(placeCount(shown.length))}
          </p>
        </div>
        {shown.length === 0 && <p className="dim">{t(PLACE_TEXT.none)}</p>}
        <ul className="lines">
          {shown.map((place) => (
            <li key={place.id} className="line line-place">
              <Link to={`/places/${place.id}`}>{nameIn(language, place.nameZh, place.nameEn)}</Link>
              <RoleTags place={place} />
              <StopActions place={place} />
              <span className="dim line-number">{place.code}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Filter(props: {
  label: string;
  value: string;
  options: ReadonlyArray<{ value: string; text: string }>;
  onChoose: (value: string) => void;
}) {
  return (
    <label className="field filter">
      <span className="label">{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        {props.options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function isIn(state: State, place: PlaceView, used: ReadonlySet<string>): boolean {
  switch (state) {
    case 'all':
      return true;
    case 'used':
      return used.has(place.code);
    case 'helps':
      return (place.stopActions?.codes.length ?? 0) > 0;
    case 'helpless':
      return place.stopActions === undefined;
  }
}

/** By either name or by any of its codes. */
function isFound(place: PlaceView, find: string): boolean {
  const { code, nameZh, nameEn, gln = '', unLocode = '', iataCode = '' } = place;
  const text = [code, nameZh, nameEn, gln, unLocode, iataCode].join(' ').toLowerCase();
  return text.includes(find.trim().toLowerCase());
}

/** The core first, then as the network is named: clusters, nodes, ports … */
function orderOf({ roles }: PlaceView): number {
  return Math.min(...roles.map((role) => PLACE_ROLES.indexOf(role)));
}
