import { MINUTE } from '@lenglian/quantities';
import type { CoverageHole, FleetWayPoint } from '../fleet/fleet-unit.ts';
import { stretchIn, withHalt } from '../positions/stretch.ts';
import type { PlaceAt } from './carriers.ts';
import type { Minute, MinuteSpan } from './journey.ts';

/** How a run is to go, and how it goes. All in minutes from the first departure. */
export interface CourseOptions {
  /** Where it is to be when; evenly from place to place. */
  readonly timetable: readonly PlaceAt[];
  /** Where it stands still that it should not. */
  readonly halt?: {
    /** By the timetable. */
    readonly at: Minute;
    readonly minutes: number;
    /** What is to be from then on is so in time again: a stay before it was long enough. Never where absent. */
    readonly madeUpBy?: Minute;
  };
  /** When it is to be in a tunnel, and where else there is no coverage, as its service has them. */
  readonly tunnels: readonly MinuteSpan[];
  readonly patches: readonly MinuteSpan[];
}

/** The way of units as it really is, and the stretches of it from which nothing is heard. */
export interface Course {
  readonly way: readonly FleetWayPoint[];
  readonly holes: readonly CoverageHole[];
}

/** The timetable says where holes are; whoever is late comes into them late. */
export function courseOf({ timetable, halt, tunnels, patches }: CourseOptions): Course {
  const planned = timetable.map(([at, place]): FleetWayPoint => ({ ...place, at: at * MINUTE }));
  const holeIn = (code: string, [from, until]: MinuteSpan): CoverageHole => ({
    ...{ code, hidesSky: code.startsWith('TUNNEL') },
    ...stretchIn(planned, { from: from * MINUTE, until: until * MINUTE }),
  });
  return {
    way:
      halt === undefined
        ? planned
        : withHalt(planned, {
            ...{ at: halt.at * MINUTE, halt: halt.minutes * MINUTE },
            madeUpBy: (halt.madeUpBy ?? Infinity) * MINUTE,
          }),
    holes: [
      ...tunnels.map((during, i) => holeIn(`TUNNEL_${i + 1}`, during)),
      ...patches.map((during, i) => holeIn(`PATCH_${i + 1}`, during)),
    ],
  };
}
