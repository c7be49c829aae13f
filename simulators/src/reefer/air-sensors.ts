import type { Celsius, RandomSource } from '@lenglian/quantities';
import { isReturnHeld } from '../thermal/cooling-control.ts';
import { LaggedSensor, readOut } from './lagged-sensor.ts';

/** Noise of air sensors, standard deviation 0.05…0.15 K. [C] */
export const AIR_SIGMA = 0.07;
const AIR_SENSOR_SECONDS = 60;
/** The pocket of air at the return sensor, behind the machinery, when no fan moves it. [C] */
const STILL_AIR_SENSOR_SECONDS = 360;
const STILL_AIR_AMBIENT_SHARE = 0.3;

/** What the machine and the weather do to the air at its sensors. */
export interface AirAtSensors {
  readonly ambientCelsius: number;
  readonly setpointCelsius: number;
  readonly isPowered: boolean;
  readonly isDefrosting: boolean;
}

/** The sensors in the two air streams of a machine, which see more than the mean air. */
export class AirSensors {
  private readonly supply: LaggedSensor;
  private readonly return: LaggedSensor;
  private readonly stillAir = new LaggedSensor(0, STILL_AIR_SENSOR_SECONDS);
  private readonly coilHeatKelvin: number;

  /** @param coilHeatKelvin by how much the return sensor reads too high in a defrost, 5…15 K */
  constructor(airCelsius: Celsius, coilHeatKelvin: number) {
    this.supply = new LaggedSensor(airCelsius, AIR_SENSOR_SECONDS);
    this.return = new LaggedSensor(airCelsius, AIR_SENSOR_SECONDS);
    this.coilHeatKelvin = coilHeatKelvin;
  }

  /**
   * Goes on by one step of the model.
   *
   * @param air that the machine holds at its set-point
   * @param acrossCoil by how much the air is cooled on its way through the machine, K
   */
  follow(air: Celsius, acrossCoil: number, inputs: AirAtSensors): void {
    const isFanOn = inputs.isPowered && !inputs.isDefrosting;
    const stillExcess = STILL_AIR_AMBIENT_SHARE * (inputs.ambientCelsius - air);
    this.stillAir.follow(isFanOn ? 0 : stillExcess);
    if (inputs.isDefrosting) {
      this.supply.follow(air + 0.3 * this.coilHeatKelvin);
      this.return.follow(air + this.coilHeatKelvin);
    } else if (inputs.isPowered) {
      const isBackHeld = isReturnHeld(inputs.setpointCelsius);
      this.supply.follow(isBackHeld ? air - acrossCoil : air);
      this.return.follow(isBackHeld ? air : air + acrossCoil);
    } else {
      this.supply.follow(air);
      this.return.follow(air + this.stillAir.celsius);
    }
  }

  readSupply(offset: number, random: RandomSource): Celsius {
    return readOut(this.supply.celsius + offset, random, AIR_SIGMA);
  }

  readReturn(offset: number, random: RandomSource): Celsius {
    return readOut(this.return.celsius + offset, random, AIR_SIGMA);
  }
}
