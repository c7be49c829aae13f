import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { FindingView, LotRecordView, RunView, UnitView } from '@lenglian/console-contract';
import { CHANGE_LOT_TEXT, LOT_TEXT, placeInTrain, UNDECLARED_TEXT } from '@lenglian/wording';
import { lotQuery } from '../../api/goods-queries.ts';
import { runQuery, unitQuery } from '../../api/queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Limits } from '../../ui/Limits.tsx';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { Warnings } from '../../ui/Warnings.tsx';
import { Custody } from '../hand-overs/Custody.tsx';
import { HandOvers } from '../hand-overs/HandOvers.tsx';
import { ChangeLot } from './ChangeLot.tsx';
import { Exposure } from './Exposure.tsx';
import { Freshness } from './Freshness.tsx';
import { Lineage } from './Lineage.tsx';
import { LotLinks } from './LotLinks.tsx';
import { LotFacts } from './LotFacts.tsx';

/** One lot: what is known of it, its limits, what it went through, and where its goods came from. */
export default function LotPage() {
  const lotId = useParams()['lotId'] ?? '';
  const lot = useQuery(lotQuery(lotId));
  const unit = useQuery({
    ...unitQuery(lot.data?.unitId ?? ''),
    enabled: lot.data?.unitId != null,
  }).data;
  const run = useQuery({ ...runQuery(unit?.runId ?? ''), enabled: unit?.runId != null }).data;
  if (lot.isPending) return <Loading />;
  if (lot.isError) return <Failed error={lot.error} onRetry={() => void lot.refetch()} />;
  return <Lot key={lotId} lot={lot.data} unit={unit} run={run} />;
}

function Lot(props: { lot: LotRecordView; unit: UnitView | undefined; run: RunView | undefined }) {
  const { lot, unit, run } = props;
  const { t } = useWording();
  const mayChange = useMayDo('lots.change');
  const [isChanging, setChanging] = useState(false);
  const [warnings, setWarnings] = useState<readonly FindingView[]>([]);
  return (
    <div className="page lot-page">
      <LotHeading {...props} />
      <div className="page-column">
        <section className="pane" aria-label={t(LOT_TEXT.facts)}>
          <div className="pane-heading">
            <h2>{t(LOT_TEXT.facts)}</h2>
            {mayChange && (
              <OpenButton isOpen={isChanging} onOpen={() => setChanging(true)}>
                {t(CHANGE_LOT_TEXT.change)}
              </OpenButton>
            )}
          </div>
          {isChanging && (
            <ChangeLot lot={lot} onClose={() => setChanging(false)} onWarned={setWarnings} />
          )}
          {warnings.length > 0 && <Warnings warnings={warnings} onClose={() => setWarnings([])} />}
          <LotFacts lot={lot} unit={unit} run={run} />
        </section>
        <section className="pane" aria-label={t(LOT_TEXT.limits)}>
          <h2>{t(LOT_TEXT.limits)}</h2>
          <Limits lot={lot} />
        </section>
        <Freshness lotId={lot.id} />
        <HandOvers lot={lot} unit={unit} run={run} />
      </div>
      <div className="page-column">
        <Custody lotId={lot.id} />
        <LotLinks lotId={lot.id} />
        <Lineage lot={lot} unit={unit} />
        <Exposure lotId={lot.id} />
      </div>
    </div>
  );
}

function LotHeading(props: {
  lot: LotRecordView;
  unit: UnitView | undefined;
  run: RunView | undefined;
}) {
  const { lot, unit, run } = props;
  const { t, language } = useWording();
  return (
    <header className="page-heading">
      <h1>
        {nameIn(language, lot.commodityNameZh, lot.commodityNameEn)} {lot.code}
      </h1>
      {lot.isProvisional && (
        <span className="badge" data-look="warn">
          {t(UNDECLARED_TEXT.title)}
        </span>
      )}
      {run !== undefined && (
        <Link to={`/runs/${run.id}`}>{nameIn(language, run.nameZh, run.nameEn)}</Link>
      )}
      {unit === undefined ? (
        lot.unitId === null && <span className="dim">{t(LOT_TEXT.inNoUnit)}</span>
      ) : (
        <Link to={`/units/${unit.id}`}>{unit.code}</Link>
      )}
      {unit?.position != null && <span>{t(placeInTrain(unit.position))}</span>}
    </header>
  );
}
