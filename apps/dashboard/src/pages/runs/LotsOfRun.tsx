import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { LotView, UnitView } from '@lenglian/console-contract';
import { formatBand, LOT_TEXT, mass, MISSING, placeInTrain, UNIT_TEXT } from '@lenglian/wording';
import { lotsOfRunQuery, unitsOfRunQuery } from '../../api/goods-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';

/** The goods of a run in the order of the train. */
export function LotsOfRun(props: { runId: string }) {
  const { t } = useWording();
  const lots = useQuery(lotsOfRunQuery(props.runId));
  const units = useQuery(unitsOfRunQuery(props.runId));
  const unitOf = new Map(units.data?.items.map((unit) => [unit.id, unit]));
  const placeOf = (lot: LotView) => unitOf.get(lot.unitId ?? '')?.position ?? Infinity;
  const ordered = lots.data?.items.toSorted((a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    return first === second ? (a.code < b.code ? -1 : 1) : first < second ? -1 : 1;
  });
  return (
    <section className="pane" aria-label={t(LOT_TEXT.lotsOfRun)}>
      <h2>
        {t(LOT_TEXT.lotsOfRun)} <span className="dim">{ordered?.length}</span>
      </h2>
      {lots.isPending && <Loading />}
      {lots.isError && <Failed error={lots.error} onRetry={() => void lots.refetch()} />}
      {ordered?.length === 0 && <p className="dim">{t(LOT_TEXT.noLotsOfRun)}</p>}
      <ul className="lines">
        {ordered?.map((lot) => (
          <LotLine key={lot.id} lot={lot} unit={unitOf.get(lot.unitId ?? '')} />
        ))}
      </ul>
    </section>
  );
}

function LotLine(props: { lot: LotView; unit: UnitView | undefined }) {
  const { lot, unit } = props;
  const { t, language } = useWording();
  return (
    <li className="line line-lot">
      <span className="dim">{unit?.position == null ? '' : t(placeInTrain(unit.position))}</span>
      <span>
        {unit === undefined ? MISSING : <Link to={`/units/${unit.id}`}>{unit.code}</Link>}
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
