import type { TelemetrySample } from '@lenglian/device-messages';
import { gaussian, type Instant, type RandomSource } from '@lenglian/quantities';
import type { SampleSource } from '../device/firmware.ts';
import { isWithin, type TimeSpan } from '../reefer/time-span.ts';
import type { Way } from './way.ts';

/** Noise of a receiver, standard deviation of each axis, m (domain §5: 3…8 m). */
const SIGMA_MIN_METRES = 3;
const SIGMA_MAX_METRES = 8;
const METRES_PER_DEGREE = 111_320;
/** About a metre. */
const DIGITS = 1e5;

/** A receiver that adds to every sample where it was measured; nothing where no sky is seen. */
export class Gnss implements SampleSource {
  private readonly source: SampleSource;
  private readonly way: Way;
  private readonly noFix: readonly TimeSpan[];
  private readonly random: RandomSource;
  private readonly sigmaMetres: number;

  /**
   * @param noFix in a tunnel, in a hold, in flight
   * @param random a stream of its own: the other values of a device do not depend on its way
   */
  constructor(source: SampleSource, way: Way, noFix: readonly TimeSpan[], random: RandomSource) {
    this.source = source;
    this.way = way;
    this.noFix = noFix;
    this.random = random;
    this.sigmaMetres = SIGMA_MIN_METRES + (SIGMA_MAX_METRES - SIGMA_MIN_METRES) * random.next();
  }

  sample(measuredAt: Instant): TelemetrySample {
    const sample = this.source.sample(measuredAt);
    const [north, east] = [this.noise(), this.noise()];
    if (isWithin(this.noFix, measuredAt)) return sample;
    const { latitudeDegrees, longitudeDegrees } = this.way.positionAt(measuredAt);
    const ring = Math.cos((latitudeDegrees * Math.PI) / 180);
    return {
      ...sample,
      latitudeDegrees: rounded(latitudeDegrees + north / METRES_PER_DEGREE),
      longitudeDegrees: rounded(longitudeDegrees + east / (METRES_PER_DEGREE * ring)),
    };
  }

  private noise(): number {
    return gaussian(this.random, this.sigmaMetres);
  }
}

function rounded(degrees: number): number {
  return Math.round(degrees * DIGITS) / DIGITS + 0;
}
