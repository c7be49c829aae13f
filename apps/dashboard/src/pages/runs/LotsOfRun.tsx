import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { JourneyPlanRequest, LotView } from '@lenglian/console-contract';
import {
  formatBand,
  LOT_TEXT,
  mass,
  MISSING,
  placeInTrain,
  RUN_TEXT,
  UNIT_TEXT,
} from '@lenglian/wording';
import { lotsOfRunQuery, unitsOfRunQuery } from '../../api/goods-queries.ts';
import { planQuery } from '../../api/run-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { usePlaces } from '../../ui/use-places.ts';

/** Where a lot lies, or is to lie by the plan; the unit's page only where it is on the run now. */
interface Place {
  readonly unitId: string | null;
  readonly unitCode: string | null;
  readonly position: number | null;
  readonly line: JourneyPlanRequest['lines'][number] | undefined;
}

/** The goods of a run in the order of the train. */
export function LotsOfRun(props: { runId: string }) {
  const { t } = useWording();
  const lots = useQuery(lotsOfRunQuery(props.runId));
  const placeOf = useSpots(props.runId);
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

/** Before it leaves, a run has no units yet: then its plan tells where a lot belongs; and always from where. */
function useSpots(runId: string): (lot: LotView) => Place {
  const units = useQuery(unitsOfRunQuery(runId)).data?.items;
  const plan = useQuery(planQuery(runId)).data;
  const unitOf = new Map(units?.map((unit) => [unit.id, unit]));
  const lineOf = new Map(plan?.lines.map((line) => [line.lot?.code, line]));
  return ({ unitId, code }) => {
    const unit = unitOf.get(unitId ?? '');
    const line = lineOf.get(code);
    if (unit) return { unitId: unit.id, unitCode: unit.code, position: unit.position, line };
    const { unitCode = null, position = null } = line ?? {};
    return { unitId: null, unitCode, position, line };
  };
}

function LotLine(props: { lot: LotView; place: Place }) {
  const { lot } = props;
  const { unitId, unitCode, position, line } = props.place;
  const { t, language } = useWording();
  return (
    <li className="line line-lot">
      <span className="dim">{position === null ? '' : t(placeInTrain(position))}</span>
      <span>
        {unitId === null ? (unitCode ?? MISSING) : <Link to={`/units/${unitId}`}>{unitCode}</Link>}
      </span>
      <Link to={`/lots/${lot.id}`}>{lot.code}</Link>
      <span>
        {nameIn(language, lot.commodityNameZh, lot.commodityNameEn)} <FromTo line={line} />
      </span>
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

/** Where the goods come from; on a stepped train (甩挂) where their box joins and leaves. */
function FromTo(props: { line: Place['line'] }) {
  const { t } = useWording();
  const { nameOf } = usePlaces();
  const { lot, joinPlaceCode, leavePlaceCode } = props.line ?? {};
  const places = [
    [RUN_TEXT.origin, lot?.originPlaceCode],
    [RUN_TEXT.joins, joinPlaceCode],
    [RUN_TEXT.leaves, leavePlaceCode],
  ] as const;
  return places.map(
    ([words, code]) =>
      code != null && (
        <small key={words.en} className="from-to">
          {t(words)} {nameOf(code)}{' '}
        </small>
      ),
  );
}
