import type { LinkedHandOverView } from '@lenglian/console-contract';
import type { HandOverRecord, OpenedLink } from '@lenglian/records';

/** Field by field, so that nothing is shown to a stranger because it was added somewhere else. */
export function toLinkedView({ link, handOver, toAgree }: OpenedLink): LinkedHandOverView {
  const { kind, handedOverAt, placeCode, runCode, unitCode, waybillNumber, note } = handOver;
  const { sealFoundNumber, sealAppliedNumber, thermometerNumber } = handOver;
  const { surfaceTemperatureCelsius, coreTemperatureCelsius, state, from, to } = handOver;
  return {
    ...{ side: link.side, validUntil: link.validUntil, state },
    isConfirmed: handOver.confirmations.some(({ side }) => side === link.side),
    toAgree: toAgree.map(({ id, reason, settlement }) => ({ id, reason, settlement })),
    handOver: {
      ...{ kind, handedOverAt, placeCode, runCode, unitCode, waybillNumber, note },
      ...{ sealFoundNumber, sealAppliedNumber, thermometerNumber },
      ...{ surfaceTemperatureCelsius, coreTemperatureCelsius },
      milk: milkWithoutPersons(handOver),
      ...{ from: { name: from.name }, to: { name: to.name } },
      lots: handOver.lots.map(({ lotId: _ours, ...lot }) => lot),
      conditions: handOver.conditions.map(({ openAlerts: _ours, signals, gaps, ...condition }) => ({
        ...condition,
        ...{ signals: [...signals], gaps: [...gaps] },
      })),
    },
  };
}

function milkWithoutPersons({ milk }: HandOverRecord): LinkedHandOverView['handOver']['milk'] {
  if (milk === null) return null;
  const { transportPermitNumber, departureTemperatureCelsius, arrivalTemperatureCelsius } = milk;
  const {
    farmTankTemperatureCelsius,
    milkedAt,
    antibioticTestResult,
    sampleNumber,
    cleaningRecord,
  } = milk;
  return {
    ...{ transportPermitNumber, departureTemperatureCelsius, arrivalTemperatureCelsius },
    ...{ farmTankTemperatureCelsius, milkedAt, antibioticTestResult, sampleNumber, cleaningRecord },
  };
}
