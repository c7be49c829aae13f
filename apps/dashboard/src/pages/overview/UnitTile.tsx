import { memo } from 'react';
import { Link } from 'react-router';
import type { AlertView, UnitView } from '@lenglian/console-contract';
import { isGap } from '@lenglian/incidents';
import { MINUTE } from '@lenglian/quantities';
import {
  ALERT_TEXT,
  expectedFor,
  formatCelsius,
  OVERVIEW_TEXT,
  RULE_WORDS,
  shortWordsOfRule,
  sinceTime,
  tileLabel,
  type Words,
} from '@lenglian/wording';
import { useUnit, useUnitAlerts } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Age } from '../../ui/Age.tsx';
import {
  conditionOf,
  CONDITION_TEXT,
  isFresh,
  isResting,
  isToldLate,
  lookOf,
  noteBeside,
  noteOf,
  standingOf,
} from '../../ui/looks.ts';
import { mainTemperature, shortCode } from '../../ui/readings.ts';

/** One box of the train. Renders only when this unit, or an alert of it, has changed. */
export const UnitTile = memo(function UnitTile(props: { unitId: string }) {
  const unit = useUnit(props.unitId);
  const alerts = useUnitAlerts(props.unitId);
  const { t } = useWording();
  if (unit === undefined) return null;
  const temperature = unit.latest === null ? null : mainTemperature(unit.latest);
  const label = tileLabel({
    position: unit.position,
    code: unit.code,
    condition: standingOf(unit),
    temperature: isFresh(unit) && temperature !== null ? formatCelsius(temperature.celsius) : null,
  });
  return (
    <li className="box">
      <Link
        to={`/units/${unit.id}`}
        className="tile"
        data-look={lookOf(unit)}
        data-fresh={isFresh(unit)}
        data-noted={noteOf(unit) !== null}
        aria-label={t(label)}
      >
        <span className="tile-who">
          <b>{unit.position ?? ''}</b>
          <span className="tile-code">{shortCode(unit.code)}</span>
        </span>
        <TileValues unit={unit} />
        <TileState unit={unit} alert={alerts.find(({ rule }) => !isGap(rule))} />
      </Link>
    </li>
  );
});

/** The values while they are fresh; else how long there have been none. Never an old value as if new. */
function TileValues(props: { unit: UnitView }) {
  const { unit } = props;
  const { t } = useWording();
  const isAtRest = isResting(unit);
  if (unit.latest === null)
    return (
      <>
        <span className="tile-value tile-silence">
          {t(isAtRest ? standingOf(unit) : CONDITION_TEXT.NO_DATA_YET)}
        </span>
        <span className="tile-more">{t(OVERVIEW_TEXT.neverHeard)}</span>
      </>
    );
  const main = mainTemperature(unit.latest);
  if (!isFresh(unit))
    return (
      <>
        <span className="tile-value tile-silence">
          {t(isAtRest ? standingOf(unit) : OVERVIEW_TEXT.noData)}
        </span>
        <span className="tile-more">
          {t(OVERVIEW_TEXT.lastValue)} {formatCelsius(main?.celsius)}
        </span>
      </>
    );
  return (
    <>
      <span className="tile-value">
        {formatCelsius(main?.celsius)}
        <small>{main === null ? t(OVERVIEW_TEXT.noValue) : t(main.source)}</small>
      </span>
      <span className="tile-more">
        <span className="tile-return">
          {t(OVERVIEW_TEXT.returnShort)} {formatCelsius(unit.latest.returnTemperatureCelsius)}
        </span>{' '}
        <span>
          {t(OVERVIEW_TEXT.setpointShort)} {formatCelsius(unit.latest.setpointTemperatureCelsius)}
        </span>
      </span>
    </>
  );
}

/** In a tunnel, and for how long in all; null where silence is not expected. */
function expectedWords({ silentSince, expectedHole }: UnitView): Words | null {
  if (silentSince === null || expectedHole === null) return null;
  return expectedFor(expectedHole, Math.round((expectedHole.until - silentSince) / MINUTE));
}

function TileState(props: { unit: UnitView; alert: AlertView | undefined }) {
  const { unit, alert } = props;
  const { t, time } = useWording();
  const since = unit.silentSince ?? unit.latest?.measuredAt;
  if (since === undefined) return null;
  const condition = conditionOf(unit);
  const isLate = unit.latest !== null && isToldLate(unit.latest);
  const silent = isLate ? ALERT_TEXT.late : sinceTime(time(since));
  const isQuiet = condition === 'SILENT' && !(isResting(unit) && isFresh(unit));
  const calm = isQuiet ? (expectedWords(unit) ?? silent) : standingOf(unit);
  const quiet = noteOf(unit) ?? calm;
  const [state, whole] =
    alert === undefined ? [quiet, quiet] : [shortWordsOfRule(alert.rule), RULE_WORDS[alert.rule]];
  const note = alert === undefined ? null : noteBeside(alert.rule, unit);
  const besides = note === null ? '' : ` · ${t(note)}`;
  return (
    <span className="tile-state">
      <span className="tile-condition" title={`${t(whole)}${besides}`}>
        {t(state)}
        {besides}
      </span>
      <Age since={since} as="short" />
    </span>
  );
}
