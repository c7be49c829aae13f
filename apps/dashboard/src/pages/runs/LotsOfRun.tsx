import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { LotView } from '@lenglian/console-contract';
import { formatBand, LOT_TEXT, mass, MISSING, placeInTrain, UNIT_TEXT } from '@lenglian/wording';
import { lotsOfRunQuery, unitsOfRunQuery } from '../../api/goods-queries.ts';
import { planQuery } from '../../api/run-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';

/** Where a lot lies, or is to lie by the plan; the unit's page only where it is on the run now. */
interface Place {
  readonly unitId: string | null;
  readonly unitCode: string | null;
  readonly position: number | null;
}

/** The goods of a run in the order of the train. */
export function LotsOfRun(props: { runId: string }) {
  const { t } = useWording();
  const lots = useQuery(lotsOfRunQuery(props.runId));
  const placeOf = usePlaces(props.runId);
  const ordered = [...(lots.data?.items ?? [])].sort((a, b) => {
    const [first, second] = [placeOf(a).position ?? Infinity, placeOf(b).position ?? Infinity];
    return first === second ? (a.code < b.code ? -1 : 1) : first < second ? -1 : 1;
  });
  return (
    <section className="pane" aria-label={t(LOT_TEXT.lotsOfRun)}>
      <h2>
        {t(LOT_TEXT.lotsOfRun)} <span className="dim">{lots.data?.items.length}</span>
      </h2>
      {lots.isPending && <Loading />}
      {lots.isError && <Failed error={lots.error} onRetry={() => void lots.refetch()} />}
      {lots.data?.items.length === 0 && <p className="dim">{t(LOT_TEXT.noLotsOfRun)}</p>}
      <ul className="lines">
        {ordered.map((lot) => (
          <LotLine key={lot.id} lot={lot} place={placeOf(lot)} />
        ))}
      </ul>
    </section>
  );
}

/** Before it leaves, a run has no units yet: then its plan tells where a lot belongs. */
function usePlaces(runId: string): (lot: LotView) => Place {
  const units = useQuery(unitsOfRunQuery(runId)).data?.items;
  const isPlanNeeded = units !== undefined && units.length === 0;
  const plan = useQuery({ ...planQuery(runId), enabled: isPlanNeeded }).data;
  const unitOf = new Map(units?.map((unit) => [unit.id, unit]));
  const lineOf = new Map(plan?.lines.map((line) => [line.lot?.code, line]));
  return ({ unitId, code }) => {
    const unit = unitOf.get(unitId ?? '');
    if (unit) return { unitId: unit.id, unitCode: unit.code, position: unit.position };
    const line = lineOf.get(code);
    return { unitId: null, unitCode: line?.unitCode ?? null, position: line?.position ?? null };
  };
}

function LotLine(props: { lot: LotView; place: Place }) {
  const { lot } = props;
  const { unitId, unitCode, position } = props.place;
  const { t, language } = useWording();
  return (
    <li className="line line-lot">
      <span className="dim">{position === null ? '' : t(placeInTrain(position))}</span>
      <span>
        {unitId === null ? (unitCode ?? MISSING) : <Link to={`/units/${unitId}`}>{unitCode}</Link>}
      </span>
      <Link to={`/lots/${lot.id}`}>{lot.code}</Link>
      <span>{nameIn(language, lot.commodityNameZh, lot.commodityNameEn)}</span>
      <span className="line-number">
        {lot.quantityKilograms === null ? MISSING : t(mass(lot.quantityKilograms))}
      </span>
      <span className="line-number">
        <span className="label">{t(UNIT_TEXT.band)}</span>
        {formatBand(lot.bandLowCelsius, lot.bandHighCelsius)} °C
      </span>
    </li>
  );
}
