import type { TankUnit, UnitOfFleet } from './fleet-unit.ts';

/** A tanker of 1…4 compartments, as far as its devices go. */
export interface Tanker extends Omit<UnitOfFleet, 'deviceId'> {
  /** Plate or house number. */
  readonly tankerCode: string;
  /** One a compartment, in their order from the front. */
  readonly compartments: readonly Pick<TankUnit, 'capacityKilograms' | 'wallWattsPerKelvin'>[];
}

/** A compartment with the code of the unit that its device is bound to. */
export interface Compartment {
  /** `<tanker>/<part>`, from 1. */
  readonly unitCode: string;
  readonly unit: TankUnit;
}

/**
 * The compartments of a tanker. Each is a device of its own, `<tanker>-<part>`: one device speaks
 * for one unit, and a compartment is one.
 */
export function compartmentsOf({ tankerCode, compartments, ...common }: Tanker): Compartment[] {
  return compartments.map((tank, i) => ({
    unitCode: `${tankerCode}/${i + 1}`,
    unit: { ...common, ...tank, kind: 'tanker', deviceId: `${tankerCode}-${i + 1}` },
  }));
}
