/** Of what the machine needs at full load, what its fans and controller need always. [C] */
const IDLE_SHARE = 0.3;

/** How much a full tank or battery holds, and which channel tells what is left. */
export interface EnergyStoreSize {
  readonly channel: 'fuelPercent' | 'batteryPercent';
  /** How long it lasts at full load, h. */
  readonly fullLoadHours: number;
}

/** A tank or battery that one machine lives on, full at first. */
export class EnergyStore {
  readonly channel: EnergyStoreSize['channel'];
  private readonly fullLoadSeconds: number;
  private leftSeconds: number;

  constructor({ channel, fullLoadHours }: EnergyStoreSize) {
    this.channel = channel;
    this.fullLoadSeconds = fullLoadHours * 3600;
    this.leftSeconds = this.fullLoadSeconds;
  }

  get isEmpty(): boolean {
    return this.leftSeconds === 0;
  }

  get percent(): number {
    return (100 * this.leftSeconds) / this.fullLoadSeconds;
  }

  /** @param loadShare how hard the machine works, 0…1 */
  use(seconds: number, loadShare: number): void {
    const used = seconds * Math.max(IDLE_SHARE, loadShare);
    this.leftSeconds = Math.max(0, this.leftSeconds - used);
  }

  refill(): void {
    this.leftSeconds = this.fullLoadSeconds;
  }
}
