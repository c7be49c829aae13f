import type { UnitScript } from '../fleet/unit-script.ts';
import type { TimeSpan } from '../reefer/time-span.ts';
import type { ClockFault, DeviceFault, Fault, Reboot, SensorFault } from './fault.ts';

/** A script in which faults happen beside what happens already. A wrong pairing changes nothing in it. */
export function withFaults<Script extends UnitScript>(
  script: Script,
  faults: readonly Fault[],
): Script {
  const outages = faults.flatMap((fault): TimeSpan[] => {
    return fault.kind === 'OFFLINE' ? [{ from: fault.from, until: fault.until }] : [];
  });
  return faults.reduce(change, {
    ...script,
    offline: [...script.offline, ...outages],
    faults: [...(script.faults ?? []), ...faults.filter(isOfDevice)],
  });
}

function change<Script extends UnitScript>(script: Script, fault: Fault): Script {
  if (fault.kind === 'DUPLICATES') {
    return { ...script, delivery: { ...script.delivery, duplicateShare: fault.share } };
  }
  if (fault.kind !== 'SETPOINT_WRONG' || !('setpointChanges' in script)) return script;
  const { at, celsius } = fault;
  const changes = [...script.setpointChanges, { at, celsius }].sort((a, b) => a.at - b.at);
  return { ...script, setpointChanges: changes };
}

export function isOfSensor(fault: Fault): fault is SensorFault {
  return ['STUCK', 'DRIFT', 'SENTINEL', 'SPIKE', 'SWAPPED', 'FAHRENHEIT'].includes(fault.kind);
}

export function isOfClock(fault: Fault): fault is ClockFault {
  return fault.kind === 'CLOCK_OFF' || fault.kind === 'CLOCK_RESET';
}

export function isReboot(fault: Fault): fault is Reboot {
  return fault.kind === 'REBOOT';
}

function isOfDevice(fault: Fault): fault is DeviceFault {
  return isOfSensor(fault) || isOfClock(fault) || isReboot(fault);
}
