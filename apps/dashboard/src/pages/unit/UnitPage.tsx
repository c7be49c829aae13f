import { lazy, Suspense, useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { UnitView } from '@lenglian/console-contract';
import { EQUIPMENT_TEXT, placeInTrain, UNIT_TEXT, wordsOfUnitKind } from '@lenglian/wording';
import { unitQuery } from '../../api/queries.ts';
import { useRooms, useRuns, useUnit, useUnitIds } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { lookOf, standingOf } from '../../ui/looks.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { LatestValues } from './LatestValues.tsx';
import { LotTable } from './LotTable.tsx';
import { UnitAlerts } from './UnitAlerts.tsx';

const Bindings = lazy(() => import('./Bindings.tsx'));
const ContactsOfUnit = lazy(() => import('./ContactsOfUnit.tsx'));
const Equipment = lazy(() => import('./Equipment.tsx'));
const Undeclared = lazy(() => import('./Undeclared.tsx'));
const Parts = lazy(() => import('./Parts.tsx'));
const ChartSection = lazy(() => import('../../chart/ChartSection.tsx'));

/** One unit: how it stands, its goods and limits, its alerts and its chart. */
export function UnitPage() {
  const unitId = useParams()['unitId'] ?? '';
  const fetched = useQuery(unitQuery(unitId));
  const live = useUnit(unitId);
  const unit = live ?? fetched.data;
  // The run's room tells the neighbours in the train; the unit's own each new reading.
  const runId = unit?.runId;
  const rooms = useMemo(
    () => [`unit:${unitId}`, ...(runId == null ? [] : [`run:${runId}`])],
    [unitId, runId],
  );
  useRooms(rooms);
  if (unit !== undefined) return <Unit unit={unit} />;
  if (fetched.isError)
    return <Failed error={fetched.error} onRetry={() => void fetched.refetch()} />;
  return <Loading />;
}

function Unit(props: { unit: UnitView }) {
  const { unit } = props;
  return (
    <div className="unit-page">
      <UnitHeading unit={unit} />
      <div className="unit-side">
        <UnitAlerts unitId={unit.id} />
        <LatestValues unit={unit} />
        <Suspense>
          {unit.lots
            .filter(({ isProvisional }) => isProvisional)
            .map((lot) => (
              <Undeclared key={lot.id} unit={unit} lot={lot} />
            ))}
        </Suspense>
        <LotTable lots={unit.lots.filter(({ isProvisional }) => !isProvisional)} />
      </div>
      <Suspense fallback={<Loading />}>
        <ChartSection unit={unit} />
      </Suspense>
      <div className="unit-records">
        <Suspense fallback={<Loading />}>
          <ContactsOfUnit key={`contacts ${unit.id}`} unit={unit} />
          <Equipment key={unit.id} unit={unit} />
          <Bindings key={`bindings ${unit.id}`} unit={unit} />
        </Suspense>
      </div>
    </div>
  );
}

function UnitHeading(props: { unit: UnitView }) {
  const { unit } = props;
  const { t, language } = useWording();
  const run = useRuns().find(({ id }) => id === unit.runId);
  return (
    <header className="unit-heading" data-look={lookOf(unit)}>
      <h1>{unit.code}</h1>
      <span className="badge">{t(standingOf(unit))}</span>
      <span className="dim">
        {t(wordsOfUnitKind(unit.kind))}
        {unit.wholeUnitId !== null && ` · ${t(EQUIPMENT_TEXT.part)}`}
      </span>
      {run !== undefined && (
        <Link to={`/runs/${run.id}`}>{nameIn(language, run.nameZh, run.nameEn)}</Link>
      )}
      {unit.position !== null && <span>{t(placeInTrain(unit.position))}</span>}
      {unit.deviceIds.length > 0 && (
        <span className="dim">
          {t(UNIT_TEXT.devices)} {unit.deviceIds.join(', ')}
        </span>
      )}
      {unit.runId !== null && <Neighbours runId={unit.runId} unitId={unit.id} />}
      <Suspense>
        <Parts unit={unit} />
      </Suspense>
    </header>
  );
}

/** The boxes before and behind in the train. */
function Neighbours(props: { runId: string; unitId: string }) {
  const { t } = useWording();
  const ids = useUnitIds(props.runId);
  const at = ids.indexOf(props.unitId);
  const before = at > 0 ? ids[at - 1] : undefined;
  const after = at >= 0 ? ids[at + 1] : undefined;
  return (
    <nav className="neighbours" aria-label={`${t(UNIT_TEXT.previous)} / ${t(UNIT_TEXT.next)}`}>
      {before !== undefined && (
        <Link to={`/units/${before}`} rel="prev">
          ← {t(UNIT_TEXT.previous)}
        </Link>
      )}
      {after !== undefined && (
        <Link to={`/units/${after}`} rel="next">
          {t(UNIT_TEXT.next)} →
        </Link>
      )}
    </nav>
  );
}
