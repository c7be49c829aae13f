import { useQuery } from '@tanstack/react-query';
import type { RunView } from '@lenglian/console-contract';
import { LOSS_TEXT } from '@lenglian/wording';
import { lossesOfRunQuery } from '../../api/loss-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed } from '../../ui/Notice.tsx';
import { LossTable } from '../../ui/LossTable.tsx';

/** What arrived of a run, by cause. Before it leaves there is nothing to say. */
export function LossesOfRun(props: { run: RunView }) {
  const { id, state } = props.run;
  const { t } = useWording();
  const isOnItsWay = state !== 'PLANNED' && state !== 'LOADING' && state !== 'CANCELLED';
  const losses = useQuery({ ...lossesOfRunQuery(id), enabled: isOnItsWay });
  if (!isOnItsWay) return null;
  return (
    <section className="pane" aria-label={t(LOSS_TEXT.ofRun)}>
      <h2>{t(LOSS_TEXT.ofRun)}</h2>
      {losses.isError && <Failed error={losses.error} onRetry={() => void losses.refetch()} />}
      {losses.data &&
        (losses.data.total.handOvers === 0 && losses.data.notCounted.disputedHandOvers === 0 ? (
          <p className="dim">{t(LOSS_TEXT.noneOfRun)}</p>
        ) : (
          <LossTable losses={losses.data} />
        ))}
    </section>
  );
}
