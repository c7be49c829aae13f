import type { LatestReading, UnitView } from '@lenglian/console-contract';
import {
  CARGO_WORDS,
  CHANNEL_WORDS,
  formatCelsius,
  EQUIPMENT_TEXT,
  formatPercent,
  offPlan,
  OVERVIEW_TEXT,
  silentFor,
  UNIT_TEXT,
  type Words,
} from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { Age, AgeWithin } from '../../ui/Age.tsx';
import { isFresh } from '../../ui/looks.ts';

/** The latest values with their age; marked as past once the unit is silent. */
export function LatestValues(props: { unit: UnitView }) {
  const { unit } = props;
  const { t } = useWording();
  const { latest } = unit;
  const pastSince = isFresh(unit) ? null : (unit.silentSince ?? latest?.measuredAt ?? null);
  return (
    <section className="latest" aria-label={t(UNIT_TEXT.latest)} data-fresh={isFresh(unit)}>
      <h2>{t(UNIT_TEXT.latest)}</h2>
      {pastSince !== null && (
        <p className="silence">
          <AgeWithin since={pastSince} around={silentFor} />
          {latest !== null && <span className="hint">{t(UNIT_TEXT.silentNow)}</span>}
        </p>
      )}
      {latest === null && pastSince === null && (
        <p className="silence">{t(OVERVIEW_TEXT.neverHeard)}</p>
      )}
      {latest !== null && (
        <Values latest={latest} planned={unit.plannedSetpointCelsius} isFresh={isFresh(unit)} />
      )}
      {latest !== null && <Stamps latest={latest} />}
    </section>
  );
}

function Values(props: { latest: LatestReading; planned: number | null; isFresh: boolean }) {
  const { latest } = props;
  const { t } = useWording();
  const celsius = (value: number | null) => (
    <>
      {formatCelsius(value)}
      {value !== null && <small> °C</small>}
    </>
  );
  const state = (value: boolean | null, yes: Words, no: Words) =>
    t(value === null ? UNIT_TEXT.unknown : value ? yes : no);
  return (
    <dl className="values">
      <div className="value-main">
        <dt>{t(CARGO_WORDS)}</dt>
        <dd>{celsius(latest.cargoTemperatureCelsius)}</dd>
      </div>
      <div className="value-main">
        <dt>{t(CHANNEL_WORDS.returnTemperatureCelsius)}</dt>
        <dd>{celsius(latest.returnTemperatureCelsius)}</dd>
      </div>
      <div className="value-main">
        <dt>{t(CHANNEL_WORDS.supplyTemperatureCelsius)}</dt>
        <dd>{celsius(latest.supplyTemperatureCelsius)}</dd>
      </div>
      <Setpoint
        measured={latest.setpointTemperatureCelsius}
        planned={props.planned}
        isFresh={props.isFresh}
      />
      <div>
        <dt>{t(CHANNEL_WORDS.ambientTemperatureCelsius)}</dt>
        <dd>{celsius(latest.ambientTemperatureCelsius)}</dd>
      </div>
      <div>
        <dt>{t(CHANNEL_WORDS.relativeHumidityPercent)}</dt>
        <dd>{formatPercent(latest.relativeHumidityPercent)}</dd>
      </div>
      <div data-look={latest.doorOpen === true ? 'warn' : undefined}>
        <dt>{t(CHANNEL_WORDS.doorOpen)}</dt>
        <dd>{state(latest.doorOpen, UNIT_TEXT.open, UNIT_TEXT.closed)}</dd>
      </div>
      <div data-look={latest.isConnectedToPowerSource === false ? 'warn' : undefined}>
        <dt>{t(CHANNEL_WORDS.isConnectedToPowerSource)}</dt>
        <dd>{state(latest.isConnectedToPowerSource, UNIT_TEXT.powered, UNIT_TEXT.unpowered)}</dd>
      </div>
      <div data-look={latest.isDefrosting === true ? 'defrost' : undefined}>
        <dt>{t(CHANNEL_WORDS.isDefrosting)}</dt>
        <dd>{state(latest.isDefrosting, UNIT_TEXT.defrosting, UNIT_TEXT.notDefrosting)}</dd>
      </div>
      {latest.controllerAlarm && <Alarm alarm={latest.controllerAlarm} />}
    </dl>
  );
}

/** What its controller says is wrong, by the maker's code. */
function Alarm(props: { alarm: NonNullable<LatestReading['controllerAlarm']> }) {
  const { codes, nameZh, nameEn } = props.alarm;
  const { t } = useWording();
  return (
    <div data-look="warn">
      <dt>{t(CHANNEL_WORDS.controllerAlarm)}</dt>
      <dd>
        {t({ zh: nameZh, en: nameEn })}
        {codes.length > 0 && <small> {codes.join(' / ')}</small>}
      </dd>
    </div>
  );
}

/** More than this is another set-point than the plan asks for, not its rounding. */
const OFF_PLAN_KELVIN = 0.5;

/** What the carriage is set to, and beside it what the plan of its run asks for. */
function Setpoint(props: { measured: number | null; planned: number | null; isFresh: boolean }) {
  const { measured, planned } = props;
  const { t } = useWording();
  const off = measured === null || planned === null ? 0 : measured - planned;
  const isOff = props.isFresh && Math.abs(off) > OFF_PLAN_KELVIN;
  return (
    <div data-look={isOff ? 'warn' : undefined}>
      <dt>{t(CHANNEL_WORDS.setpointTemperatureCelsius)}</dt>
      <dd>
        {formatCelsius(measured)}
        {measured !== null && <small> °C</small>}
        {planned !== null && (
          <small className="setpoint-planned">
            {t(EQUIPMENT_TEXT.planned)} {formatCelsius(planned)} °C
          </small>
        )}
        {isOff && <span className="setpoint-off">{t(offPlan(off))}</span>}
      </dd>
    </div>
  );
}

/** When it was measured and when it came, both with their age: a backfill shows as the difference. */
function Stamps(props: { latest: LatestReading }) {
  const { t, dateTime, zoneName } = useWording();
  return (
    <p className="stamps dim">
      {zoneName} · {t(UNIT_TEXT.measured)} {dateTime(props.latest.measuredAt)} (
      <Age since={props.latest.measuredAt} />) · {t(UNIT_TEXT.received)}{' '}
      {dateTime(props.latest.receivedAt)}
    </p>
  );
}
