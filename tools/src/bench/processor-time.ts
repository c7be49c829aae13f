import fs from 'node:fs';

/** The kernel counts processor time in hundredths of a second (USER_HZ of Linux). */
const TICKS_A_SECOND = 100;

/**
 * Processor seconds that a process used so far, all its threads, in user and kernel mode.
 *
 * @returns NaN where there is no /proc (not Linux), or no such process
 * @see proc_pid_stat(5): utime and stime are fields 14 and 15
 */
export function processorSecondsOf(pid: number): number {
  let stat: string;
  try {
    stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return Number.NaN;
  }
  // The second field is the program's name in brackets and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Processor time of several processes over one stretch. */
export class ProcessorTime {
  private readonly pids: ReadonlyMap<string, number>;
  private began = new Map<string, number>();

  constructor(pids: ReadonlyMap<string, number>) {
    this.pids = pids;
  }

  start(): void {
    this.began = this.look();
  }

  /** Processor microseconds a reading, process by process: `broker 18, api 33 µs a reading`. */
  perReading(readings: number): string {
    const now = this.look();
    const shares = [...now].map(([name, seconds]) => {
      const used = seconds - (this.began.get(name) ?? Number.NaN);
      return `${name} ${((used * 1e6) / readings).toFixed(0)}`;
    });
    return `${shares.join(', ')} µs of processor a reading`;
  }

  private look(): Map<string, number> {
    return new Map([...this.pids].map(([name, pid]) => [name, processorSecondsOf(pid)]));
  }
}
