import type { Celsius, Duration, Instant } from '@lenglian/quantities';
import type { ChannelName } from '@lenglian/readings';
import type { TimeSpan } from '../reefer/time-span.ts';

/** What a sensor, or the wiring of one, does to the values of a sample. */
export type SensorFault =
  /** Holds the first value that it has then. */
  | (TimeSpan & { readonly kind: 'STUCK'; readonly channel: ChannelName })
  /** Goes away evenly, and stays where it was at the end. */
  | (TimeSpan & {
      readonly kind: 'DRIFT';
      readonly channel: ChannelName;
      readonly kelvinPerDay: number;
    })
  /** Now and then another value: −127, 85, or null for NaN, which JSON has no word for. */
  | (TimeSpan & {
      readonly kind: 'SENTINEL';
      readonly channel: ChannelName;
      readonly share: number;
      readonly value: number | null;
    })
  /** Now and then far off, to either side. */
  | (TimeSpan & {
      readonly kind: 'SPIKE';
      readonly channel: ChannelName;
      readonly share: number;
      readonly byKelvin: number;
    })
  /** Supply and return sensor on each other's terminals. */
  | (TimeSpan & { readonly kind: 'SWAPPED' })
  /** Degrees Fahrenheit under a name that says Celsius. */
  | (TimeSpan & { readonly kind: 'FAHRENHEIT' });

/** What a device's clock does; it stamps samples and messages with it. */
export type ClockFault =
  /** Skew, or a time zone: +8 h where Beijing time is said to be UTC. */
  | (TimeSpan & { readonly kind: 'CLOCK_OFF'; readonly by: Duration })
  /** Begins again at some epoch, until somebody tells it the time. */
  | (TimeSpan & { readonly kind: 'CLOCK_RESET'; readonly epoch: Instant });

/** A device that begins again: its messages count from 0. */
export interface Reboot {
  readonly kind: 'REBOOT';
  readonly at: Instant;
  /** Whether the counter of restarts is lost too, so that numbers come twice for other messages. */
  readonly keepsBoot: boolean;
}

/** What a device does by itself. */
export type DeviceFault = SensorFault | ClockFault | Reboot;

/** What happens to the device from outside; a script has words for these. */
export type OutsideFault =
  | (TimeSpan & { readonly kind: 'OFFLINE' })
  | { readonly kind: 'DUPLICATES'; readonly share: number }
  | { readonly kind: 'SETPOINT_WRONG'; readonly at: Instant; readonly celsius: Celsius };

/**
 * The device is bound to another box than it hangs in. A matter of the plan and not of the device:
 * nothing that it says is different, and whoever binds the devices of a run does it wrongly (`crossPairs`).
 */
export interface PairingFault {
  readonly kind: 'WRONG_LOT_PAIRING';
}

export type Fault = DeviceFault | OutsideFault | PairingFault;
