import { Link } from 'react-router';
import type { AlertView } from '@lenglian/console-contract';
import { ALERT_TEXT, placeInTrain } from '@lenglian/wording';
import { useUnit } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { shortCode } from '../../ui/readings.ts';

/** 货 / 箱 / 位置 / 批号 */
export function AlertSubject(props: { alert: AlertView }) {
  const { alert } = props;
  const { t } = useWording();
  return (
    <p className="card-subject">
      <b>{useGoods(alert) ?? t(ALERT_TEXT.noLot)}</b>
      <Link to={`/units/${alert.unitId}`} title={alert.unitCode}>
        {shortCode(alert.unitCode)}
      </Link>
      <span>{usePlace(alert)}</span>
      <LotCode alert={alert} />
    </p>
  );
}

/** Parts of a lot, and mixed loads, lie in one box and differ by nothing else. */
export function LotCode(props: { alert: AlertView }) {
  const { commodityNameZh, lotCode } = props.alert;
  // Goods without a name are called by their code already.
  if (commodityNameZh === null || lotCode === null) return null;
  return <small className="dim">{lotCode}</small>;
}

/** The goods by name, or else by their code; null when the unit has no lot. */
export function useGoods(alert: AlertView): string | null {
  const { language } = useWording();
  if (alert.commodityNameZh === null) return alert.lotCode;
  return nameIn(language, alert.commodityNameZh, alert.commodityNameEn ?? alert.commodityNameZh);
}

/** "新梅号 7 号位" */
export function usePlace(alert: AlertView): string {
  const { t, language } = useWording();
  const position = useUnit(alert.unitId)?.position ?? null;
  const run =
    alert.runNameZh === null ? '' : nameIn(language, alert.runNameZh, alert.runNameEn ?? '');
  return position === null ? run : `${run} ${t(placeInTrain(position))}`.trim();
}
