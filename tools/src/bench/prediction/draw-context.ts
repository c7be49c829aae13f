import { HOUR, SeededRandom } from '@lenglian/quantities';
import type { ActionStop, OperatingContext, StopAction } from '@lenglian/prediction';
import type { TrialPlan } from '@lenglian/simulators';

const ACTIONS: readonly StopAction[] = ['PLUG_IN', 'SPARE_GENSET', 'REPAIR', 'SWAP_UNIT', 'ICE'];
const ACTION_SHARE = 0.4;
const ROAD_SHARE = 0.25;

/** Stops on the way of a trial: every 2…8 h by rail, 1.5…4 h by road; at some nothing can be done. */
export function drawContext(plan: TrialPlan): OperatingContext {
  const random = SeededRandom.stream(plan.seed, 22);
  const mode = random.next() < ROAD_SHARE ? 'ROAD' : 'RAIL';
  const stops: ActionStop[] = [];
  const arrivalAt = plan.from + plan.duration;
  let at = plan.from;
  for (;;) {
    const [least, most] = mode === 'ROAD' ? [1.5, 4] : [2, 8];
    at += (least + random.next() * (most - least)) * HOUR;
    if (at >= arrivalAt) break;
    const actions = ACTIONS.filter(() => random.next() < ACTION_SHARE);
    stops.push({ id: `stop-${stops.length + 1}`, expectedAt: at, actions });
  }
  return { mode, stops, arrivalAt, plannedSetpointCelsius: plan.goods.setpointCelsius };
}
