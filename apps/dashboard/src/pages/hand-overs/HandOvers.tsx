import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type {
  FindingView,
  HandOverView,
  LotView,
  RunView,
  UnitView,
} from '@lenglian/console-contract';
import { HAND_OVER_TEXT } from '@lenglian/wording';
import { handOversOfLotQuery, lotCustodyQuery } from '../../api/goods-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo, useSession } from '../../shell/session-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { Warnings } from '../../ui/Warnings.tsx';
import { HandOverCard } from './HandOverCard.tsx';
import { RecordHandOver } from './RecordHandOver.tsx';

/** What the form is open for: a new hand-over, or one that takes the place of another. */
type Asking = { readonly supersedes: HandOverView | null } | null;

/** Every hand-over of a lot, the latest first, and the form to record one. */
export function HandOvers(props: {
  lot: LotView;
  unit: UnitView | undefined;
  run: RunView | undefined;
}) {
  const { lot, unit, run } = props;
  const { t } = useWording();
  const mayRecord = useMayDo('hand-overs.record');
  const { organisationId } = useSession();
  const handOvers = useQuery(handOversOfLotQuery(lot.id));
  const custodian = useQuery(lotCustodyQuery(lot.id)).data?.spans.at(-1)?.custodianName ?? null;
  const [asking, setAsking] = useState<Asking>(null);
  const [warnings, setWarnings] = useState<readonly FindingView[] | null>(null);
  const done = (told: readonly FindingView[]) => {
    setAsking(null);
    setWarnings(told);
  };
  return (
    <section className="pane" aria-label={t(HAND_OVER_TEXT.title)}>
      <div className="pane-heading">
        <h2>
          {t(HAND_OVER_TEXT.title)} <span className="dim">{handOvers.data?.length}</span>
        </h2>
        {mayRecord && (
          <OpenButton
            isOpen={asking !== null}
            className="primary"
            onOpen={() => setAsking({ supersedes: null })}
          >
            {t(HAND_OVER_TEXT.record)}
          </OpenButton>
        )}
      </div>
      {warnings !== null && <Warnings warnings={warnings} onClose={() => setWarnings(null)} />}
      {asking !== null && (
        <RecordHandOver
          key={asking.supersedes?.id ?? 'new'}
          {...{ lot, unit, run, custodian }}
          supersedes={asking.supersedes}
          onDone={done}
          onCancel={() => setAsking(null)}
        />
      )}
      {handOvers.isPending && <Loading />}
      {handOvers.isError && (
        <Failed error={handOvers.error} onRetry={() => void handOvers.refetch()} />
      )}
      {handOvers.data?.length === 0 && <p className="dim">{t(HAND_OVER_TEXT.none)}</p>}
      <ol className="hand-overs">
        {handOvers.data?.map((handOver) => (
          <li key={handOver.id}>
            <HandOverCard
              handOver={handOver}
              run={run}
              {...(mayRecord &&
                handOver.organisationId === organisationId &&
                handOver.supersededById === null && {
                  onCorrect: () => setAsking({ supersedes: handOver }),
                })}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
