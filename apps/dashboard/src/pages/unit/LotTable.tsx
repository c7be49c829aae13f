import type { LotView } from '@lenglian/console-contract';
import { formatBand, formatCelsius, MISSING, tonnes, UNIT_TEXT } from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';

/** The goods in a unit and what they tolerate, in °C. */
export function LotTable(props: { lots: readonly LotView[] }) {
  const { t } = useWording();
  return (
    <section className="lots" aria-label={t(UNIT_TEXT.lots)}>
      <h2>{t(UNIT_TEXT.lots)}</h2>
      {props.lots.length === 0 && <p className="dim">{t(UNIT_TEXT.noLots)}</p>}
      {props.lots.map((lot) => (
        <Lot key={lot.id} lot={lot} />
      ))}
    </section>
  );
}

function Lot(props: { lot: LotView }) {
  const { lot } = props;
  const { t, language } = useWording();
  return (
    <article className="lot">
      <h3>
        {nameIn(language, lot.commodityNameZh, lot.commodityNameEn)}{' '}
        <span className="dim">{lot.code}</span>
        {lot.quantityKilograms !== null && (
          <span className="lot-quantity">{t(tonnes(lot.quantityKilograms))}</span>
        )}
      </h3>
      <dl className="limits">
        <div>
          <dt>{t(UNIT_TEXT.criticalLow)}</dt>
          <dd>
            {lot.criticalLowCelsius === null ? MISSING : formatCelsius(lot.criticalLowCelsius)}
          </dd>
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
    </article>
  );
}
