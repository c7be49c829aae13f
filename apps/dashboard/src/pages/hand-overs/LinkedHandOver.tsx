import type { ReactNode } from 'react';
import type { LinkedHandOverView } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import {
  ANTIBIOTIC_RESULT_WORDS,
  CHANNEL_WORDS,
  formatCelsius,
  formatDuration,
  formatNumber,
  HAND_OVER_LINK_TEXT as TEXT,
  LINKED_KIND_WORDS,
  LINKED_RESULT_WORDS,
  type Words,
} from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';

type Linked = LinkedHandOverView['handOver'];

/** What somebody is asked to agree on, whole: nothing is folded away that they would be held to. */
export function LinkedHandOver(props: { view: LinkedHandOverView }) {
  const { handOver, side } = props.view;
  const { t, dateTime, zoneName } = useWording();
  return (
    <>
      <h2>{t(LINKED_KIND_WORDS[handOver.kind])}</h2>
      <dl className="linked">
        <Line words={TEXT.handedOverAt}>
          {dateTime(handOver.handedOverAt)} <span className="dim">{zoneName}</span>
        </Line>
        <Line words={TEXT.from}>
          {handOver.from.name} {side === 'FROM' && <Yours />}
        </Line>
        <Line words={TEXT.to}>
          {handOver.to.name} {side === 'TO' && <Yours />}
        </Line>
        <Line words={TEXT.place}>{handOver.placeCode}</Line>
        <Line words={TEXT.run}>{handOver.runCode}</Line>
        <Line words={TEXT.unit}>{handOver.unitCode}</Line>
        <Line words={TEXT.waybill}>{handOver.waybillNumber}</Line>
        <Line words={TEXT.sealFound}>{handOver.sealFoundNumber}</Line>
        <Line words={TEXT.sealApplied}>{handOver.sealAppliedNumber}</Line>
        <Line words={TEXT.surface}>{celsius(handOver.surfaceTemperatureCelsius)}</Line>
        <Line words={TEXT.core}>{celsius(handOver.coreTemperatureCelsius)}</Line>
        <Line words={TEXT.thermometer}>{handOver.thermometerNumber}</Line>
        {handOver.milk && <MilkLines milk={handOver.milk} />}
        <Line words={TEXT.note}>{handOver.note}</Line>
      </dl>
      <h3>{t(TEXT.lots)}</h3>
      <ul className="linked-lots">
        {handOver.lots.map((lot) => (
          <Lot key={lot.lotCode} lot={lot} />
        ))}
      </ul>
      {handOver.conditions.map((condition) => (
        <Condition key={condition.unitCode} condition={condition} />
      ))}
    </>
  );
}

function celsius(value: number | null): string | null {
  return value === null ? null : `${formatCelsius(value)} °C`;
}

function MilkLines(props: { milk: NonNullable<Linked['milk']> }) {
  const { t, dateTime } = useWording();
  const { milk } = props;
  return (
    <>
      <Line words={TEXT.milkFarmTank}>{celsius(milk.farmTankTemperatureCelsius)}</Line>
      <Line words={TEXT.milkedAt}>{milk.milkedAt === null ? null : dateTime(milk.milkedAt)}</Line>
      <Line words={TEXT.milkDeparture}>{celsius(milk.departureTemperatureCelsius)}</Line>
      <Line words={TEXT.milkArrival}>{celsius(milk.arrivalTemperatureCelsius)}</Line>
      <Line words={TEXT.milkAntibiotics}>
        {t(ANTIBIOTIC_RESULT_WORDS[milk.antibioticTestResult])}
      </Line>
      <Line words={TEXT.milkSample}>{milk.sampleNumber}</Line>
      <Line words={TEXT.milkPermit}>{milk.transportPermitNumber}</Line>
      <Line words={TEXT.milkCleaning}>{milk.cleaningRecord}</Line>
    </>
  );
}

function Yours() {
  const { t } = useWording();
  return <span className="yours">{t(TEXT.yourSide)}</span>;
}

/** Nothing where nothing was written down. */
function Line(props: { words: Words; children: ReactNode }) {
  const { t } = useWording();
  if (props.children === null) return null;
  return (
    <div>
      <dt>{t(props.words)}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Lot(props: { lot: Linked['lots'][number] }) {
  const { t } = useWording();
  const { lotCode, quantityKilograms, result, damagedKilograms, rejectedKilograms, reason } =
    props.lot;
  const kilograms = (value: number) => `${formatNumber(value, 0)} kg`;
  return (
    <li>
      <strong>{lotCode}</strong> {quantityKilograms !== null && kilograms(quantityKilograms)}
      {' · '}
      {t(LINKED_RESULT_WORDS[result])}
      {damagedKilograms !== null && ` · ${t(TEXT.damaged)} ${kilograms(damagedKilograms)}`}
      {rejectedKilograms !== null && ` · ${t(TEXT.rejected)} ${kilograms(rejectedKilograms)}`}
      {reason !== null && <p className="dim">{reason}</p>}
    </li>
  );
}

function Condition(props: { condition: Linked['conditions'][number] }) {
  const { t } = useWording();
  const { unitCode, signals, gapMinutes } = props.condition;
  const wordsOf = (signal: string) => CHANNEL_WORDS[signal as keyof typeof CHANNEL_WORDS];
  return (
    <section>
      <h3>
        {t(TEXT.conditions)} <span className="dim">{unitCode}</span>
      </h3>
      <dl className="linked">
        {signals.map(({ signal, minimumCelsius, maximumCelsius }) => (
          <Line key={signal} words={wordsOf(signal)}>
            {formatCelsius(minimumCelsius)} … {formatCelsius(maximumCelsius)} °C
          </Line>
        ))}
        {gapMinutes > 0 && <Line words={TEXT.gaps}>{t(formatDuration(gapMinutes * MINUTE))}</Line>}
      </dl>
    </section>
  );
}
