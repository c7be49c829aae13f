import type { HandOverView } from '@lenglian/console-contract';
import { ANTIBIOTIC_TEST_WORDS, HAND_OVER_TEXT, MILK_TEXT, toInputTime } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { NumberField, SelectField, TextField } from '../../ui/form/Field.tsx';
import { FieldGroup } from '../../ui/form/FieldGroup.tsx';

const RESULTS = ['NEGATIVE', 'POSITIVE', 'NOT_DONE'] as const;

/** 交奶单: what a hand-over of raw milk adds. */
export function MilkFields(props: { milk: HandOverView['milk'] }) {
  const { milk } = props;
  const { t, zone, zoneName } = useWording();
  const text = (
    name: 'vehiclePlate' | 'transportPermitNumber' | 'escortName' | 'cleaningRecord',
  ) => (
    <TextField name={`milk.${name}`} label={MILK_TEXT[name]} defaultValue={milk?.[name] ?? ''} />
  );
  const celsius = (
    name:
      'departureTemperatureCelsius' | 'arrivalTemperatureCelsius' | 'farmTankTemperatureCelsius',
  ) => (
    <NumberField
      name={`milk.${name}`}
      label={MILK_TEXT[name]}
      isOptional={name !== 'arrivalTemperatureCelsius'}
      defaultValue={milk?.[name] ?? ''}
    />
  );
  return (
    <FieldGroup label={HAND_OVER_TEXT.milk}>
      {text('vehiclePlate')}
      {text('transportPermitNumber')}
      {text('escortName')}
      {celsius('departureTemperatureCelsius')}
      {celsius('arrivalTemperatureCelsius')}
      {celsius('farmTankTemperatureCelsius')}
      <TextField
        type="datetime-local"
        name="milk.milkedAt"
        label={MILK_TEXT.milkedAt}
        hint={{ zh: zoneName, en: zoneName }}
        isOptional
        defaultValue={milk?.milkedAt == null ? '' : toInputTime(milk.milkedAt, zone)}
      />
      <SelectField
        name="milk.antibioticTestResult"
        label={MILK_TEXT.antibioticTestResult}
        defaultValue={milk?.antibioticTestResult ?? 'NEGATIVE'}
        options={RESULTS.map((value) => ({ value, text: t(ANTIBIOTIC_TEST_WORDS[value]) }))}
      />
      <TextField
        name="milk.sampleNumber"
        label={MILK_TEXT.sampleNumber}
        isOptional
        defaultValue={milk?.sampleNumber ?? ''}
      />
      {text('cleaningRecord')}
    </FieldGroup>
  );
}
