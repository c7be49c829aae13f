import type { Figure, PlaceView } from '@lenglian/seed-files';
import {
  clusterNumber,
  CONFIDENCE_WORDS,
  kilometres,
  NETWORK_TEXT,
  PLACE_TEXT,
  spanOfMinutes,
  type Words,
} from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { Fact } from '../../ui/Fact.tsx';

/** Where it is and by which numbers others know it. */
export function PlaceFacts(props: { place: PlaceView }) {
  const { place } = props;
  const { t } = useWording();
  const { accuracyKilometres, geofenceRadiusKilometres, offPowerMinutes, source, confidence } =
    place;
  const unknown = <span className="dim">{t(NETWORK_TEXT.unknown)}</span>;
  return (
    <dl className="facts place-facts">
      <Fact name={NETWORK_TEXT.code}>{place.code}</Fact>
      <Fact name={PLACE_TEXT.coordinates}>
        {place.latitudeDegrees.toFixed(3)}, {place.longitudeDegrees.toFixed(3)}{' '}
        <span className="tag">{place.crs}</span>
        {accuracyKilometres !== undefined && (
          <span className="dim"> ± {t(kilometres(accuracyKilometres))}</span>
        )}
      </Fact>
      <Fact name={PLACE_TEXT.geofence}>
        {geofenceRadiusKilometres === undefined ? (
          unknown
        ) : (
          <FigureText figure={geofenceRadiusKilometres} inWords={kilometres} />
        )}
      </Fact>
      {offPowerMinutes !== undefined && (
        <Fact name={PLACE_TEXT.offPower}>
          <FigureText figure={offPowerMinutes} inWords={spanOfMinutes} />
        </Fact>
      )}
      {place.cluster !== undefined && (
        <Fact name={PLACE_TEXT.cluster}>{t(clusterNumber(place.cluster))}</Fact>
      )}
      <Fact name={PLACE_TEXT.gln}>{place.gln ?? unknown}</Fact>
      <Fact name={PLACE_TEXT.unLocode}>{place.unLocode ?? unknown}</Fact>
      {place.iataCode !== undefined && <Fact name={PLACE_TEXT.iata}>{place.iataCode}</Fact>}
      {source !== undefined && confidence !== undefined && (
        <Fact name={NETWORK_TEXT.source}>
          {t(CONFIDENCE_WORDS[confidence])} · <span lang="en">{source}</span>
        </Fact>
      )}
    </dl>
  );
}

function FigureText(props: { figure: Figure; inWords: (value: number) => Words }) {
  const { value, confidence, source } = props.figure;
  const { t } = useWording();
  return (
    <>
      {t(props.inWords(value))} <small title={source}>{t(CONFIDENCE_WORDS[confidence])}</small>
    </>
  );
}
