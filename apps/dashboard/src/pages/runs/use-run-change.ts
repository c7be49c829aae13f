import { useQueryClient } from '@tanstack/react-query';
import type { FindingView, MovedRunView, RunView } from '@lenglian/console-contract';
import { runQuery } from '../../api/queries.ts';
import { request } from '../../api/request.ts';

/** How a change of a run is sent, by the revision that is shown, and what is shown after it. */
export function useRunChange(run: RunView, onDone: (warnings: readonly FindingView[]) => void) {
  const client = useQueryClient();
  const path = `/runs/${encodeURIComponent(run.id)}`;
  const loadAnew = () => {
    void client.invalidateQueries({ queryKey: ['runs'] });
    void client.invalidateQueries({ queryKey: ['run', run.id] });
  };
  return {
    send: (what: 'state' | 'legs' | 'delay') => (body: unknown) =>
      request<MovedRunView>(`${path}/${what}`, body, 'POST', run.revision),
    onDone: ({ warnings, ...changed }: MovedRunView) => {
      client.setQueryData(runQuery(run.id).queryKey, changed);
      loadAnew();
      onDone(warnings);
    },
    onStale: loadAnew,
  };
}
