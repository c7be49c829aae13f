/** What a room can live on beside the grid; absent is not there. */
export interface RoomSupply {
  readonly batteryKilowattHours?: number;
  readonly dieselLitres?: number;
  readonly solarPeakWatts?: number;
}

/** What is there in one step. */
export interface PowerInputs {
  readonly isGridOn: boolean;
  /** Whether the generator would start. */
  readonly isDieselFit: boolean;
  /** Of the sun's full height, 0…1. */
  readonly sunShare: number;
  /** What the room asks for, W. */
  readonly loadWatts: number;
}

/** The generator starts when the battery is down to this, and stops when it is up to that. [C] */
const DIESEL_FROM_SHARE = 0.3;
const DIESEL_UNTIL_SHARE = 0.8;
/** Of a small generator, l/kWh and l/h. [C] */
const LITRES_PER_KILOWATT_HOUR = 0.3;
const IDLE_LITRES_PER_HOUR = 0.5;
/** Full in five hours at most. [C] */
const CHARGE_SHARE_PER_HOUR = 0.2;
const JOULES_PER_KILOWATT_HOUR = 3.6e6;
/** Of a 48 V battery, empty and full. [C] */
const EMPTY_VOLTS = 46;
const FULL_VOLTS = 54;

/** Grid first; without it sun, battery and generator, in this order. Battery and tank are full at first. */
export class RoomPower {
  private readonly supply: RoomSupply;
  private readonly fullJoules: number;
  private joules: number;
  private litres: number;
  private isDieselOn = false;

  constructor(supply: RoomSupply) {
    this.supply = supply;
    this.fullJoules = (supply.batteryKilowattHours ?? 0) * JOULES_PER_KILOWATT_HOUR;
    this.joules = this.fullJoules;
    this.litres = supply.dieselLitres ?? 0;
  }

  /** What is left, 0…1; undefined where there is none. */
  get batteryShare(): number | undefined {
    return this.fullJoules === 0 ? undefined : this.joules / this.fullJoules;
  }

  get batteryVolts(): number | undefined {
    const share = this.batteryShare;
    return share === undefined ? undefined : EMPTY_VOLTS + (FULL_VOLTS - EMPTY_VOLTS) * share;
  }

  get fuelShare(): number | undefined {
    const { dieselLitres } = this.supply;
    return dieselLitres === undefined ? undefined : this.litres / dieselLitres;
  }

  /** For how long battery and tank last at a load without grid and sun, h. */
  autonomyHours(loadWatts: number): number {
    const kilowatts = loadWatts / 1000;
    const litresPerHour = kilowatts * LITRES_PER_KILOWATT_HOUR + IDLE_LITRES_PER_HOUR;
    return this.joules / JOULES_PER_KILOWATT_HOUR / kilowatts + this.litres / litresPerHour;
  }

  refill(): void {
    this.litres = this.supply.dieselLitres ?? 0;
  }

  /**
   * Goes on by some seconds.
   *
   * @returns whether the room has power in them
   */
  step(seconds: number, { isGridOn, isDieselFit, sunShare, loadWatts }: PowerInputs): boolean {
    const sunWatts = (this.supply.solarPeakWatts ?? 0) * sunShare;
    if (isGridOn) {
      this.isDieselOn = false;
      this.charge(seconds, this.chargeMaxWatts);
      return true;
    }
    this.isDieselOn = isDieselFit && this.litres > 0 && this.isDieselWanted(sunWatts < loadWatts);
    if (this.isDieselOn) {
      const hours = seconds / 3600;
      const kilowatts = (loadWatts + this.chargeMaxWatts) / 1000;
      const burnt = (kilowatts * LITRES_PER_KILOWATT_HOUR + IDLE_LITRES_PER_HOUR) * hours;
      this.litres = Math.max(0, this.litres - burnt);
      this.charge(seconds, this.chargeMaxWatts);
      return true;
    }
    this.charge(seconds, sunWatts - loadWatts);
    return sunWatts >= loadWatts || this.joules > 0;
  }

  private isDieselWanted(isShort: boolean): boolean {
    const share = this.batteryShare;
    if (share === undefined) return isShort;
    return share < (this.isDieselOn ? DIESEL_UNTIL_SHARE : DIESEL_FROM_SHARE);
  }

  /** Nothing where it is full. */
  private get chargeMaxWatts(): number {
    if (this.joules >= this.fullJoules) return 0;
    return (this.fullJoules * CHARGE_SHARE_PER_HOUR) / 3600;
  }

  private charge(seconds: number, watts: number): void {
    const joules = this.joules + Math.min(watts, this.chargeMaxWatts) * seconds;
    this.joules = Math.min(this.fullJoules, Math.max(0, joules));
  }
}
