import { Fragment, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { HandOverView, LotRecordView, RunView, UnitView } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import {
  ALERT_LIFE_TEXT,
  brix,
  DISPOSITION_WORDS,
  formatCelsius,
  formatNumber,
  LOT_TEXT,
  mass,
  PHASE_WORDS,
  type Words,
} from '@lenglian/wording';
import { handOversOfLotQuery } from '../../api/goods-queries.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Fact } from '../../ui/Fact.tsx';

/** All that is known of a lot; what nobody said is named as such, so that it can be asked for. */
export function LotFacts(props: {
  lot: LotRecordView;
  unit: UnitView | undefined;
  run: RunView | undefined;
}) {
  const { lot, unit, run } = props;
  const { t, language, dateTime, zoneName } = useWording();
  const handOvers = useQuery(handOversOfLotQuery(lot.id)).data ?? [];
  const when = (at: Instant | null) => (at === null ? null : dateTime(at));
  const kilograms = (value: number | null) => (value === null ? null : t(mass(value)));
  const phase = unit?.lots.find(({ id }) => id === lot.id)?.phase;
  const isPartGone = lot.leftKilograms !== lot.quantityKilograms;
  return (
    <dl className="facts">
      <Told name={LOT_TEXT.code}>{lot.code}</Told>
      {lot.disposition !== null && (
        <Fact name={ALERT_LIFE_TEXT.disposition}>
          <b>{t(DISPOSITION_WORDS[lot.disposition])}</b>{' '}
          {lot.awaitingAlertIds.map((id, i) => (
            <Fragment key={id}>
              <Link to={`/alerts/${id}`}>
                {t(ALERT_LIFE_TEXT.dispose)}
                {lot.awaitingAlertIds.length > 1 && ` ${i + 1}`}
              </Link>{' '}
            </Fragment>
          ))}
          {lot.openReviewIds.length > 0 && (
            <Link to="/reviews">{t(ALERT_LIFE_TEXT.reviewOpen)}</Link>
          )}
        </Fact>
      )}
      <Told name={LOT_TEXT.commodity}>
        {nameIn(language, lot.commodityNameZh, lot.commodityNameEn)}
      </Told>
      <Told name={LOT_TEXT.cultivar}>{lot.cultivarCode}</Told>
      <Told name={LOT_TEXT.quantity}>{kilograms(lot.quantityKilograms)}</Told>
      {isPartGone && <Told name={LOT_TEXT.left}>{kilograms(lot.leftKilograms)}</Told>}
      <Told name={LOT_TEXT.packages}>
        {lot.packageCount === null ? null : formatNumber(lot.packageCount, 0)}
      </Told>
      <Told name={LOT_TEXT.brix}>{lot.brixDegrees === null ? null : brix(lot.brixDegrees)}</Told>
      <Told name={LOT_TEXT.pulp}>
        {lot.pulpTemperatureCelsius === null
          ? null
          : `${formatCelsius(lot.pulpTemperatureCelsius)} °C`}
      </Told>
      <Told name={LOT_TEXT.shipper}>{lot.shipperName}</Told>
      <Told name={LOT_TEXT.consignee}>{lot.consigneeName}</Told>
      <Told name={LOT_TEXT.waybill}>{lot.waybillNumber}</Told>
      <Told name={LOT_TEXT.seal}>{sealOf(handOvers)}</Told>
      <Told name={LOT_TEXT.harvestedAt}>{when(lot.harvestedAt)}</Told>
      <Told name={LOT_TEXT.preCooledAt}>{when(lot.preCooledAt)}</Told>
      <Fact name={LOT_TEXT.placed}>
        {dateTime(lot.placedFrom)} <small>{zoneName}</small>
      </Fact>
      {lot.placedUntil !== null && (
        <Fact name={LOT_TEXT.takenOut}>{dateTime(lot.placedUntil)}</Fact>
      )}
      {phase != null && <Fact name={LOT_TEXT.phase}>{t(PHASE_WORDS[phase])}</Fact>}
      {unit !== undefined && (
        <Fact name={LOT_TEXT.unit}>
          <Link to={`/units/${unit.id}`}>{unit.code}</Link>
        </Fact>
      )}
      {run !== undefined && (
        <Fact name={LOT_TEXT.run}>
          {nameIn(language, run.nameZh, run.nameEn)} <Link to={`/runs/${run.id}`}>{run.code}</Link>
        </Fact>
      )}
    </dl>
  );
}

/** The seal that was put on last, by the records that count. */
function sealOf(handOvers: readonly HandOverView[]): string | null {
  return (
    handOvers.find((one) => one.sealAppliedNumber !== null && one.supersededById === null)
      ?.sealAppliedNumber ?? null
  );
}

function Told(props: { name: Words; children: ReactNode }) {
  const { t } = useWording();
  return (
    <Fact name={props.name}>
      {props.children ?? <span className="dim">{t(LOT_TEXT.nothingSaid)}</span>}
    </Fact>
  );
}
