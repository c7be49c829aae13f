import type { LotView } from '@lenglian/console-contract';
import { formatBand, formatCelsius, UNIT_TEXT } from '@lenglian/wording';
import { useWording } from '../preferences/preferences-context.ts';

/** What a lot tolerates, in °C. */
export function Limits(props: { lot: LotView }) {
  const { lot } = props;
  const { t } = useWording();
  return (
    <dl className="limits">
      <div>
        <dt>{t(UNIT_TEXT.criticalLow)}</dt>
        <dd>{formatCelsius(lot.criticalLowCelsius)}</dd>
      </div>
      <div>
        <dt>{t(UNIT_TEXT.band)}</dt>
        <dd>{formatBand(lot.bandLowCelsius, lot.bandHighCelsius)}</dd>
      </div>
      <div>
        <dt>{t(UNIT_TEXT.criticalHigh)}</dt>
        <dd>{formatCelsius(lot.criticalHighCelsius)}</dd>
      </div>
      <div>
        <dt>{t(UNIT_TEXT.setpoint)}</dt>
        <dd>{formatCelsius(lot.setpointCelsius)}</dd>
      </div>
    </dl>
  );
}
