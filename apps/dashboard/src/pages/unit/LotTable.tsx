import { Link } from 'react-router';
import type { LotView } from '@lenglian/console-contract';
import { PHASE_WORDS, tonnes, UNIT_TEXT } from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Limits } from '../../ui/Limits.tsx';

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
        <Link to={`/lots/${lot.id}`}>{lot.code}</Link>
        {lot.quantityKilograms !== null && (
          <span className="lot-quantity">{t(tonnes(lot.quantityKilograms))}</span>
        )}
        {lot.phase !== null && <span className="badge">{t(PHASE_WORDS[lot.phase])}</span>}
      </h3>
      <Limits lot={lot} />
    </article>
  );
}
