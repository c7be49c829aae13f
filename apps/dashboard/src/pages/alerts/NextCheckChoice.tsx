import { MINUTE } from '@lenglian/quantities';
import { ALERT_TEXT, nextCheckAtPlace, nextCheckIn } from '@lenglian/wording';
import { useLive } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Choice } from '../../ui/Choice.tsx';
import { CHECKS, type Check, type NextCheckOffer } from './next-check-offer.ts';

/** When the owner looks again: at the next place to act, or after so long. */
export function NextCheckChoice(props: {
  offer: NextCheckOffer;
  chosen: Check;
  onChoose: (check: Check) => void;
}) {
  const { t, time, language } = useWording();
  const { ticker } = useLive();
  const { place } = props.offer;
  const after = CHECKS.map((value) => ({
    value,
    text: `${t(nextCheckIn(Number(value)))} ${time(ticker.now + Number(value) * MINUTE)}`,
  }));
  const atPlace = place && {
    value: 'PLACE' as const,
    text: t(
      nextCheckAtPlace(
        nameIn(language, place.placeNameZh ?? '', place.placeNameEn ?? ''),
        time(place.at),
      ),
    ),
  };
  return (
    <Choice<Check>
      label={t(ALERT_TEXT.nextCheck)}
      values={atPlace === null ? after : [atPlace, ...after]}
      chosen={props.chosen}
      onChoose={props.onChoose}
    />
  );
}
