import { useEffect } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { SECOND } from '@lenglian/quantities';
import { departureQuery } from '../../api/departure-queries.ts';
import { roomKey } from '../../live/rooms.ts';
import { useLive, useRooms, useUnitIds } from '../../live/live-context.ts';

/** Units change each second; a board of checks is asked for again no more often than this. */
const BEAT = 5 * SECOND;
/** Of a run that nobody watches live yet: what is put down about its boxes shows up all the same. */
const AT_LEAST_EVERY = 30 * SECOND;

/** The departure board, asked for again when units of the run have changed. */
export function useFreshBoard(runId: string) {
  const client = useQueryClient();
  const { store } = useLive();
  const unitIds = useUnitIds(runId);
  useRooms([roomKey({ room: 'run', runId })]);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const askSoon = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        void client.invalidateQueries({ queryKey: departureQuery(runId).queryKey });
      }, BEAT);
    };
    const ends = unitIds.map((id) => store.subscribe(`unit:${id}`, askSoon));
    return () => {
      clearTimeout(waiting);
      ends.forEach((end) => end());
    };
  }, [client, runId, store, unitIds]);
  return useQuery({ ...departureQuery(runId), refetchInterval: AT_LEAST_EVERY });
}
