import { LATE_BOUNDS_MS } from '@lenglian/diagnostics';

/**
 * What `lateCounts` of a process was when `/metrics` was read.
 *
 * @param text of `/metrics`
 * @returns NaN for each count that is not told
 */
export function probesOf(process: string, text: string): number[] {
  const lines = text.split('\n').filter((line) => line.startsWith('lenglian_event_loop_probes{'));
  const own = lines.filter((line) => line.includes(`of="${process}"`));
  return [...LATE_BOUNDS_MS.map(String), '+Inf'].map((bound) => {
    const line = own.find((one) => one.includes(`le="${bound}"`));
    return Number(line?.slice(line.lastIndexOf(' ')) ?? Number.NaN);
  });
}
