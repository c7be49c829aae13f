import type { UnitView } from '@lenglian/console-contract';
import { Calibrations } from './Calibrations.tsx';
import { Cleanings } from './Cleanings.tsx';
import { Declarations } from './Declarations.tsx';
import { Inspections } from './Inspections.tsx';
import { Seals } from './Seals.tsx';

/** What is put down about a unit and its devices; only ever added to. */
export default function Equipment(props: { unit: UnitView }) {
  const { unit } = props;
  return (
    <>
      <Declarations unit={unit} />
      {unit.kind === 'tanker' && <Cleanings unit={unit} />}
      {unit.wholeUnitId === null && <Inspections unit={unit} />}
      {unit.wholeUnitId === null && <Seals unit={unit} />}
      <Calibrations unit={unit} />
    </>
  );
}
