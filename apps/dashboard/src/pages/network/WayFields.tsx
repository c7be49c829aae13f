import type { ReactNode } from 'react';
import { LEG_MODES } from '@lenglian/planning';
import {
  LEG_MODE_WORDS,
  NETWORK_TEXT,
  SERVICE_TEXT,
  wayNumber,
  type Words,
} from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { NumberField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { usePlaces } from '../../ui/use-places.ts';
import type { Rows } from './read-service.ts';
import type { Way } from './WayStrip.tsx';

/** One way: its legs, coverage holes and wind stops, as many rows of each as there are. */
export function WayFields(props: {
  index: number;
  way: Way | undefined;
  rows: Rows;
  onRows: (rows: Rows) => void;
}) {
  const { index, way, rows, onRows } = props;
  const { t } = useWording();
  const at = `ways.${index}`;
  return (
    <fieldset className="group-of-fields">
      <legend>
        {t(wayNumber(index + 1))} <small>{way?.code}</small>
      </legend>
      <div className="fields">
        {way === undefined && (
          <TextField
            name={`${at}.code`}
            label={NETWORK_TEXT.code}
            hint={NETWORK_TEXT.codeExplained}
          />
        )}
        <TextField
          name={`${at}.usualLoad`}
          label={SERVICE_TEXT.load}
          isOptional
          defaultValue={way?.usualLoad}
        />
      </div>
      <RowsOf
        label={SERVICE_TEXT.legs}
        more={SERVICE_TEXT.addLeg}
        count={rows.legs}
        least={1}
        onCount={(legs) => onRows({ ...rows, legs })}
      >
        {(row) => <LegFields at={`${at}.legs.${row}`} leg={way?.legs[row]} />}
      </RowsOf>
      <RowsOf
        label={SERVICE_TEXT.holes}
        more={SERVICE_TEXT.addHole}
        count={rows.holes}
        least={0}
        onCount={(holes) => onRows({ ...rows, holes })}
      >
        {(row) => (
          <HoleFields
            at={`${at}.expectedCoverageHoles.${row}`}
            hole={way?.expectedCoverageHoles[row]}
          />
        )}
      </RowsOf>
      <RowsOf
        label={SERVICE_TEXT.winds}
        more={SERVICE_TEXT.addWind}
        count={rows.winds}
        least={0}
        onCount={(winds) => onRows({ ...rows, winds })}
      >
        {(row) => <WindFields at={`${at}.windStops.${row}`} stop={way?.windStops?.[row]} />}
      </RowsOf>
    </fieldset>
  );
}

function RowsOf(props: {
  label: Words;
  more: Words;
  count: number;
  least: number;
  onCount: (count: number) => void;
  children: (row: number) => ReactNode;
}) {
  const { label, more, count, least, onCount, children } = props;
  const { t } = useWording();
  return (
    <fieldset className="rows">
      <legend className="label">{t(label)}</legend>
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className="fields share">
          {children(row)}
        </div>
      ))}
      <div className="buttons">
        <button type="button" onClick={() => onCount(count + 1)}>
          {t(more)}
        </button>
        {count > least && (
          <button
            type="button"
            aria-label={`${t(SERVICE_TEXT.removeLast)} ${t(label)}`}
            onClick={() => onCount(count - 1)}
          >
            {t(SERVICE_TEXT.removeLast)}
          </button>
        )}
      </div>
    </fieldset>
  );
}

function LegFields(props: { at: string; leg: Way['legs'][number] | undefined }) {
  const { at, leg } = props;
  const { t } = useWording();
  return (
    <>
      <SelectField
        name={`${at}.mode`}
        label={SERVICE_TEXT.mode}
        defaultValue={leg?.mode ?? 'RAIL'}
        options={LEG_MODES.map((value) => ({ value, text: t(LEG_MODE_WORDS[value]) }))}
      />
      <PlaceField
        name={`${at}.fromPlaceCode`}
        label={SERVICE_TEXT.fromPlace}
        code={leg?.fromPlaceCode}
      />
      <PlaceField name={`${at}.toPlaceCode`} label={SERVICE_TEXT.toPlace} code={leg?.toPlaceCode} />
      <NumberField
        name={`${at}.durationMinutes.value`}
        label={SERVICE_TEXT.duration}
        hint={SERVICE_TEXT.minutes}
        isOptional
        defaultValue={leg?.durationMinutes?.value ?? ''}
      />
      <NumberField
        name={`${at}.distanceKilometres.value`}
        label={SERVICE_TEXT.distance}
        hint={SERVICE_TEXT.kilometres}
        isOptional
        defaultValue={leg?.distanceKilometres?.value ?? ''}
      />
    </>
  );
}

function PlaceField(props: { name: string; label: Words; code: string | undefined }) {
  const { name, label, code = '' } = props;
  const { t } = useWording();
  const { all } = usePlaces();
  const options = all.map((place) => ({ value: place.code, text: place.name }));
  const isKnown = all.some((place) => place.code === code);
  return (
    <SelectField
      // What the service says is chosen once the places are known.
      key={`${name} ${all.length}`}
      {...{ name, label }}
      defaultValue={code}
      options={[
        ...(isKnown ? [] : [{ value: code, text: code || t(SERVICE_TEXT.choosePlace) }]),
        ...options,
      ]}
    />
  );
}

function NameFields(props: {
  at: string;
  entry: { code: string; nameZh: string; nameEn: string } | undefined;
}) {
  const { at, entry } = props;
  return (
    <>
      <TextField name={`${at}.code`} label={NETWORK_TEXT.code} defaultValue={entry?.code} />
      <TextField name={`${at}.nameZh`} label={NETWORK_TEXT.nameZh} defaultValue={entry?.nameZh} />
      <TextField name={`${at}.nameEn`} label={NETWORK_TEXT.nameEn} defaultValue={entry?.nameEn} />
    </>
  );
}

function HoleFields(props: { at: string; hole: Way['expectedCoverageHoles'][number] | undefined }) {
  const { at, hole } = props;
  return (
    <>
      <NameFields at={at} entry={hole} />
      <NumberField
        name={`${at}.leg`}
        label={SERVICE_TEXT.onLeg}
        defaultValue={hole?.leg ?? ''}
        isOptional
      />
      <NumberField
        isOptional
        name={`${at}.afterMinutes.value`}
        label={SERVICE_TEXT.afterDeparture}
        hint={SERVICE_TEXT.afterDepartureHint}
        defaultValue={hole?.afterMinutes?.value ?? ''}
      />
      <NumberField
        name={`${at}.durationMinutes.value`}
        label={SERVICE_TEXT.duration}
        hint={SERVICE_TEXT.minutes}
        defaultValue={hole?.durationMinutes.value ?? ''}
      />
    </>
  );
}

function WindFields(props: {
  at: string;
  stop: NonNullable<Way['windStops']>[number] | undefined;
}) {
  const { at, stop } = props;
  return (
    <>
      <NameFields at={at} entry={stop} />
      <NumberField name={`${at}.leg`} label={SERVICE_TEXT.onLeg} defaultValue={stop?.leg ?? 1} />
      <NumberField
        name={`${at}.durationMinutesMin.value`}
        label={SERVICE_TEXT.minutesMin}
        hint={SERVICE_TEXT.minutes}
        defaultValue={stop?.durationMinutesMin.value ?? ''}
      />
      <NumberField
        name={`${at}.durationMinutesMax.value`}
        label={SERVICE_TEXT.minutesMax}
        hint={SERVICE_TEXT.minutes}
        defaultValue={stop?.durationMinutesMax.value ?? ''}
      />
    </>
  );
}
