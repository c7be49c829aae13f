import type { RunState } from '@lenglian/placements';

/** What may follow a state of a run. A run that was closed or cancelled stays so. */
export const NEXT_RUN_STATES: Readonly<Record<RunState, readonly RunState[]>> = {
  PLANNED: ['LOADING', 'CANCELLED'],
  LOADING: ['IN_TRANSIT', 'PLANNED', 'CANCELLED'],
  IN_TRANSIT: ['ARRIVED'],
  ARRIVED: ['CLOSED', 'IN_TRANSIT'],
  CLOSED: [],
  CANCELLED: [],
};

/** Whether a run may go from one state to another; a mistaken step forward may be taken back. */
export function mayFollow(from: RunState, to: RunState): boolean {
  return NEXT_RUN_STATES[from].includes(to);
}

/** Whether nothing rides on a run in this state any more: its assignments end. */
export function isOver(state: RunState): boolean {
  return state === 'CLOSED' || state === 'CANCELLED';
}
