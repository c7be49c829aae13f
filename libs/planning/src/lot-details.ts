import type { Instant } from '@lenglian/quantities';

/** What is known of a lot beside what it is and how much; null where nobody said. */
export interface LotDetails {
  /** 一单制: one number for the whole multimodal journey. */
  readonly waybillNumber: string | null;
  readonly shipperName: string | null;
  readonly consigneeName: string | null;
  readonly harvestedAt: Instant | null;
  /** When pre-cooling had ended. */
  readonly preCooledAt: Instant | null;
  /** Of the pulp when it was loaded, °C. */
  readonly pulpTemperatureCelsius: number | null;
  /** Soluble solids: sweet fruit bears more cold. */
  readonly brixDegrees: number | null;
  /** A cultivar of the commodity with limits of its own. */
  readonly cultivarCode: string | null;
  readonly packageCount: number | null;
}

/** Nothing is known. */
export const NO_DETAILS: LotDetails = {
  waybillNumber: null,
  shipperName: null,
  consigneeName: null,
  harvestedAt: null,
  preCooledAt: null,
  pulpTemperatureCelsius: null,
  brixDegrees: null,
  cultivarCode: null,
  packageCount: null,
};

/** Only the details of something that has more. */
export function detailsOf(lot: LotDetails): LotDetails {
  const { waybillNumber, shipperName, consigneeName, harvestedAt, preCooledAt } = lot;
  const { pulpTemperatureCelsius, brixDegrees, cultivarCode, packageCount } = lot;
  return {
    ...{ waybillNumber, shipperName, consigneeName, harvestedAt, preCooledAt },
    ...{ pulpTemperatureCelsius, brixDegrees, cultivarCode, packageCount },
  };
}
