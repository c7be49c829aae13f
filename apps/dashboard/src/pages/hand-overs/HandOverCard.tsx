import { Link } from 'react-router';
import type { HandOverView, RunView } from '@lenglian/console-contract';
import {
  formatCelsius,
  HAND_OVER_KIND_WORDS,
  HAND_OVER_RESULT_WORDS,
  HAND_OVER_STATE_WORDS,
  HAND_OVER_TEXT,
  mass,
  type Words,
} from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { useSession } from '../../shell/session-context.ts';
import { Fact } from '../../ui/Fact.tsx';
import type { Look } from '../../ui/looks.ts';
import { nameOfPlace } from '../../ui/route.ts';
import { usePlaces } from '../../ui/use-places.ts';
import { Answers } from './Answers.tsx';
import { Conditions } from './Conditions.tsx';
import { MilkSlip } from './MilkSlip.tsx';

const STATE_LOOKS: Record<HandOverView['state'], Look> = {
  PROPOSED: 'warn',
  CONFIRMED: 'ok',
  DISPUTED: 'major',
  SUPERSEDED: 'silent',
};

/** One hand-over as it was recorded, and what was done with it since. */
export function HandOverCard(props: {
  handOver: HandOverView;
  /** That of the page. */
  run: RunView | undefined;
  /** Given to whoever may record another one in its place. */
  onCorrect?: () => void;
}) {
  const { handOver, run, onCorrect } = props;
  const { t, dateTime, language } = useWording();
  const { organisationId } = useSession();
  const { nameOf } = usePlaces();
  const { placeCode } = handOver;
  return (
    <article className="hand-over" data-look={STATE_LOOKS[handOver.state]}>
      <header className="card-heading">
        <span className="badge">{t(HAND_OVER_STATE_WORDS[handOver.state])}</span>
        <h3>
          {t(HAND_OVER_KIND_WORDS[handOver.kind])} {dateTime(handOver.handedOverAt)}
        </h3>
        {placeCode !== null && (
          <span>{nameOfPlace(run, placeCode, language) ?? nameOf(placeCode)}</span>
        )}
        {onCorrect !== undefined && (
          <button type="button" className="plain card-lasted" onClick={onCorrect}>
            {t(HAND_OVER_TEXT.correct)}
          </button>
        )}
      </header>
      <p className="parties">
        <Party party={handOver.from} isErased={handOver.erasedPersons.includes('FROM')} />{' '}
        <span aria-hidden="true">→</span>{' '}
        <Party party={handOver.to} isErased={handOver.erasedPersons.includes('TO')} />
      </p>
      <HandedLots lots={handOver.lots} isOurs={handOver.organisationId === organisationId} />
      <Facts handOver={handOver} />
      {handOver.milk !== null && <MilkSlip milk={handOver.milk} />}
      <Conditions handOver={handOver} />
      {handOver.supersedesId !== null && <p className="hint">{t(HAND_OVER_TEXT.supersedes)}</p>}
      {handOver.supersededById !== null && <p className="hint">{t(HAND_OVER_TEXT.superseded)}</p>}
      <Answers handOver={handOver} />
    </article>
  );
}

/** The name of the firm, and of the person as far as one may see it. */
function Party(props: { party: HandOverView['from']; isErased: boolean }) {
  const { name, personName } = props.party;
  const { t } = useWording();
  return (
    <span>
      <b>{name}</b> {personName !== null && <span className="dim">{personName}</span>}
      {props.isErased && <span className="dim">{t(HAND_OVER_TEXT.nameErased)}</span>}
    </span>
  );
}

/** A lot's page is for whoever owns it; a party of the hand-over is told its code. */
function HandedLots(props: { lots: HandOverView['lots']; isOurs: boolean }) {
  const { t } = useWording();
  const kilograms = (words: Words, value: number | null) =>
    value === null ? null : (
      <span>
        {t(words)} {t(mass(value))}
      </span>
    );
  return (
    <ul className="handed-lots">
      {props.lots.map((lot) => (
        <li key={lot.lotId}>
          {props.isOurs ? (
            <Link to={`/lots/${lot.lotId}`}>{lot.lotCode}</Link>
          ) : (
            <b>{lot.lotCode}</b>
          )}
          {lot.quantityKilograms !== null && <span>{t(mass(lot.quantityKilograms))}</span>}
          <span data-look={lot.result === 'ACCEPTED' ? 'ok' : 'major'} className="result">
            {t(HAND_OVER_RESULT_WORDS[lot.result])}
          </span>
          {kilograms(HAND_OVER_TEXT.damaged, lot.damagedKilograms)}
          {kilograms(HAND_OVER_TEXT.rejected, lot.rejectedKilograms)}
          {lot.reason !== null && <span className="dim">{lot.reason}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What was written down; what was not is left out. */
function Facts(props: { handOver: HandOverView }) {
  const { handOver } = props;
  const { dateTime } = useWording();
  const celsius = (value: number | null) => (value === null ? null : formatCelsius(value));
  const rows: ReadonlyArray<readonly [Words, string | null]> = [
    [HAND_OVER_TEXT.recordedAt, dateTime(handOver.recordedAt)],
    [HAND_OVER_TEXT.run, handOver.runCode],
    [HAND_OVER_TEXT.unit, handOver.unitCode],
    [HAND_OVER_TEXT.waybill, handOver.waybillNumber],
    [HAND_OVER_TEXT.sealFound, handOver.sealFoundNumber],
    [HAND_OVER_TEXT.sealApplied, handOver.sealAppliedNumber],
    [HAND_OVER_TEXT.surface, celsius(handOver.surfaceTemperatureCelsius)],
    [HAND_OVER_TEXT.core, celsius(handOver.coreTemperatureCelsius)],
    [HAND_OVER_TEXT.thermometer, handOver.thermometerNumber],
    [
      HAND_OVER_TEXT.photos,
      handOver.photoSha256.length === 0 ? null : `${handOver.photoSha256.length}`,
    ],
    [HAND_OVER_TEXT.note, handOver.note],
  ];
  return (
    <dl className="facts">
      {rows.map(
        ([name, value]) =>
          value !== null && (
            <Fact key={name.en} name={name}>
              {value}
            </Fact>
          ),
      )}
    </dl>
  );
}
