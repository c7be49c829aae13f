/** What is believed of one side of the product (the warmest or the coldest) before it is seen. */
export const PRIOR = {
  /** Contact with air that the fans move, per hour: goods follow it in about 90 min at their surface, never in their core. [C] */
  contactPerHour: 0.5,
  contactSigma: 0.35,
  /** Contact with still air as a share of that. [C] */
  stillShare: 0.22,
  stillShareSigma: 0.12,
  /** Warming by all else (respiration, warmer core), K/h. [C] */
  driftSigma: 0.1,
} as const;
/** Variance of a reading: noise of 0.05 K and steps of a tenth. */
const READING_VARIANCE = 0.05 ** 2 + 0.1 ** 2 / 12;
/** How quickly beliefs may change, per square root of an hour. Tuned on training trials. */
const PRODUCT_WALK = 0.02;
const DRIFT_WALK = 0.04;
const CONTACT_WALK = 0.05;
/** Drift that is not seen again fades with this time, h. */
export const DRIFT_HOURS = 12;
const CONTACT_MIN = 0.002;
const CONTACT_MAX = 3;
/** Surprises beyond so many sigma move the belief no further: one wild value is not a trend. */
const SURPRISE_SIGMAS = 3;
/** A surprise is at most so small that the filter cannot be locked out by its own certainty. */
const SIGMA_FLOOR = 0.08;

/** Plain numbers: product, drift, contact, their six covariances, and the contact of the other kind of air with its variance (−1: not known). */
export type SavedProductFilter = readonly number[];
const SIZE = 11;

/**
 * The product follows the air: `dP/dt = k (A − P) + d`. An extended Kalman filter over
 * (P in °C, d in K/h, k in 1/h), which is recursive least squares with forgetting whose
 * regression sees the level and not differences of noisy tenths. Eleven numbers, whatever it saw.
 */
export class ProductFilter {
  product: number;
  drift: number;
  contact: number;
  /** Covariances: PP, Pd, Pk, dd, dk, kk. */
  readonly covariance: Float64Array;
  private otherContact: number;
  private otherVariance: number;

  constructor(saved: SavedProductFilter) {
    const at = (i: number): number => saved[i] ?? 0;
    this.product = at(0);
    this.drift = at(1);
    this.contact = at(2);
    this.covariance = Float64Array.from(saved.slice(3, 9));
    this.otherContact = at(9);
    this.otherVariance = at(10);
  }

  static startingAt(celsius: number): ProductFilter {
    const { contactPerHour, contactSigma, driftSigma } = PRIOR;
    const saved: number[] = new Array<number>(SIZE).fill(0);
    saved[0] = celsius;
    saved[2] = contactPerHour;
    saved[3] = READING_VARIANCE;
    saved[6] = driftSigma ** 2;
    saved[8] = contactSigma ** 2;
    saved[10] = -1;
    return new ProductFilter(saved);
  }

  save(): SavedProductFilter {
    const { product, drift, contact, covariance, otherContact, otherVariance } = this;
    return [product, drift, contact, ...covariance, otherContact, otherVariance];
  }

  /** After a gap: what was learnt of the goods stays, where they are now is taken anew. */
  restartAt(celsius: number): void {
    this.product = celsius;
    this.drift = 0;
    const contactVariance = this.covariance[5] as number;
    this.covariance.set([READING_VARIANCE, 0, 0, PRIOR.driftSigma ** 2, 0, contactVariance]);
  }

  /** The fans stopped or started again: the other contact counts from here on. Begins with fans. */
  switchAir(): void {
    const [contact, variance] = [this.contact, this.covariance[5] as number];
    const { stillShare, stillShareSigma } = PRIOR;
    if (this.otherVariance > 0) {
      this.contact = this.otherContact;
      this.covariance[5] = this.otherVariance;
    } else {
      this.contact = contact * stillShare;
      this.covariance[5] = variance * stillShare ** 2 + (contact * stillShareSigma) ** 2;
    }
    this.otherContact = contact;
    this.otherVariance = variance;
    this.covariance[2] = 0;
    this.covariance[4] = 0;
  }

  /** Goes on by `hours`; `air` is NaN where none is known: then the product goes straight on. */
  predict(hours: number, air: number): void {
    const excess = Number.isNaN(air) ? 0 : air - this.product;
    const contact = Number.isNaN(air) ? 0 : this.contact;
    const a = 1 - hours * contact;
    const b = hours;
    const c = hours * excess;
    const g = 1 - hours / DRIFT_HOURS;
    this.product += hours * (contact * excess + this.drift);
    this.drift *= g;
    const [pp, pd, pk, dd, dk, kk] = sixOf(this.covariance);
    const rowP = a * pp + b * pd + c * pk;
    const rowD = a * pd + b * dd + c * dk;
    const rowK = a * pk + b * dk + c * kk;
    this.covariance[0] = a * rowP + b * rowD + c * rowK + PRODUCT_WALK ** 2 * hours;
    this.covariance[1] = g * rowD;
    this.covariance[2] = rowK;
    this.covariance[3] = g * g * dd + DRIFT_WALK ** 2 * hours;
    this.covariance[4] = g * dk;
    this.covariance[5] = Math.min(PRIOR.contactSigma ** 2, kk + CONTACT_WALK ** 2 * hours);
  }

  /** Takes in what a probe (or the estimate) said. */
  correct(celsius: number): void {
    const [pp, pd, pk, dd, dk, kk] = sixOf(this.covariance);
    const variance = pp + READING_VARIANCE;
    const bound = SURPRISE_SIGMAS * Math.max(Math.sqrt(variance), SIGMA_FLOOR);
    const surprise = Math.min(bound, Math.max(-bound, celsius - this.product));
    const [gainP, gainD, gainK] = [pp / variance, pd / variance, pk / variance];
    this.product += gainP * surprise;
    this.drift += gainD * surprise;
    this.contact = Math.min(CONTACT_MAX, Math.max(CONTACT_MIN, this.contact + gainK * surprise));
    this.covariance[0] = pp - gainP * pp;
    this.covariance[1] = pd - gainP * pd;
    this.covariance[2] = pk - gainP * pk;
    this.covariance[3] = dd - gainD * pd;
    this.covariance[4] = dk - gainD * pk;
    this.covariance[5] = kk - gainK * pk;
  }
}

type Six = [number, number, number, number, number, number];

/** By index: to take a typed array apart goes through an iterator, which costs more than the filter. */
function sixOf(covariance: Float64Array): Six {
  const at = (i: number): number => covariance[i] as number;
  return [at(0), at(1), at(2), at(3), at(4), at(5)];
}
