import type { FreshnessView } from '@lenglian/console-contract';
import { MINUTE, type Instant } from '@lenglian/quantities';
import {
  FRESHNESS_BASIS_WORDS,
  FRESHNESS_TEXT,
  formatCelsius,
  formatDuration,
  keptAt,
  lifeUsed,
  MEASURED_BY_WORDS,
  shelfLifeLeft,
  takenUnseen,
  type Words,
} from '@lenglian/wording';
import { useWording } from '../preferences/preferences-context.ts';
import { Fact } from './Fact.tsx';

/** The proof that the wording library knows every basis. */
const BASIS_TEXT: Record<FreshnessView['basis'], Words> = FRESHNESS_BASIS_WORDS;

/** What is left of the life of goods, never without what the figure stands on. Lines of a `dl`. */
export function FreshnessFacts(props: {
  freshness: FreshnessView;
  isShort?: boolean;
  when?: (at: Instant) => string;
}) {
  const { freshness, isShort = false } = props;
  const { t, dateTime } = useWording();
  const when = props.when ?? dateTime;
  const { basis, countedFrom, measuredBy, unknownMinutes, measuredMinutes } = freshness;
  const { remainingShelfLifeHoursWorst: worst, remainingShelfLifeHoursBest: best } = freshness;
  const { lifeUsedPercentBest, lifeUsedPercentWorst } = freshness;
  const isKnown = worst !== null && best !== null;
  const span = (minutes: number) => t(formatDuration(minutes * MINUTE));
  const mkt = freshness.meanKineticTemperatureCelsius;
  return (
    <>
      <Fact name={FRESHNESS_TEXT.title}>
        {isKnown && (
          <>
            <b>{t(shelfLifeLeft(worst, best))}</b>{' '}
          </>
        )}
        <span>{isKnown ? `(${t(BASIS_TEXT[basis])})` : t(BASIS_TEXT[basis])}</span>
        {isKnown && <small>{t(keptAtOf(freshness))}</small>}
      </Fact>
      {isKnown && lifeUsedPercentBest !== null && lifeUsedPercentWorst !== null && (
        <Fact name={FRESHNESS_TEXT.used}>
          {lifeUsed(lifeUsedPercentBest, lifeUsedPercentWorst)}
          {countedFrom !== null && (
            <small>
              {t(FRESHNESS_TEXT.since)} {when(countedFrom)}
            </small>
          )}
        </Fact>
      )}
      {measuredMinutes + unknownMinutes > 0 && (
        <Fact name={FRESHNESS_TEXT.measured}>
          {span(measuredMinutes)}
          {measuredBy !== null && <small>{t(MEASURED_BY_WORDS[measuredBy])}</small>}
        </Fact>
      )}
      {unknownMinutes >= 1 && (
        <Fact name={FRESHNESS_TEXT.unknown}>
          {span(unknownMinutes)}
          {isKnown && <small>{t(unseenOf(freshness))}</small>}
        </Fact>
      )}
      {!isShort && (
        <Fact name={FRESHNESS_TEXT.mkt}>
          {mkt === null ? t(FRESHNESS_TEXT.notMeasured) : `${formatCelsius(mkt)} °C`}
          <small>{t(FRESHNESS_TEXT.mktExplained)}</small>
        </Fact>
      )}
    </>
  );
}

function keptAtOf({ referenceTemperatureCelsius, keepsDaysLeast, keepsDaysMost }: FreshnessView) {
  return keptAt(
    formatCelsius(referenceTemperatureCelsius),
    keepsDaysLeast ?? 0,
    keepsDaysMost ?? 0,
  );
}

function unseenOf({ unseenColdestCelsius, unseenWarmestCelsius }: FreshnessView) {
  return takenUnseen(formatCelsius(unseenColdestCelsius), formatCelsius(unseenWarmestCelsius));
}
