import type { HandOverView } from '@lenglian/console-contract';
import { ANTIBIOTIC_TEST_WORDS, formatCelsius, HAND_OVER_TEXT, MILK_TEXT } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { Fact } from '../../ui/Fact.tsx';

/** 交奶单: what a hand-over of raw milk adds. */
export function MilkSlip(props: { milk: NonNullable<HandOverView['milk']> }) {
  const { milk } = props;
  const { t, dateTime } = useWording();
  return (
    <>
      <h4 className="label">{t(HAND_OVER_TEXT.milk)}</h4>
      <dl className="facts">
        <Fact name={MILK_TEXT.vehiclePlate}>{milk.vehiclePlate}</Fact>
        <Fact name={MILK_TEXT.transportPermitNumber}>{milk.transportPermitNumber}</Fact>
        <Fact name={MILK_TEXT.escortName}>{milk.escortName}</Fact>
        <Fact name={MILK_TEXT.departureTemperatureCelsius}>
          {formatCelsius(milk.departureTemperatureCelsius)}
        </Fact>
        <Fact name={MILK_TEXT.arrivalTemperatureCelsius}>
          {formatCelsius(milk.arrivalTemperatureCelsius)}
        </Fact>
        <Fact name={MILK_TEXT.farmTankTemperatureCelsius}>
          {formatCelsius(milk.farmTankTemperatureCelsius)}
        </Fact>
        {milk.milkedAt !== null && <Fact name={MILK_TEXT.milkedAt}>{dateTime(milk.milkedAt)}</Fact>}
        <Fact name={MILK_TEXT.antibioticTestResult}>
          {t(ANTIBIOTIC_TEST_WORDS[milk.antibioticTestResult])}
        </Fact>
        {milk.sampleNumber !== null && (
          <Fact name={MILK_TEXT.sampleNumber}>{milk.sampleNumber}</Fact>
        )}
        <Fact name={MILK_TEXT.cleaningRecord}>{milk.cleaningRecord}</Fact>
      </dl>
    </>
  );
}
