import { compareSeverity } from '@lenglian/breaches';
import type { AlertView, IncidentView } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import { boxes, goodsByWeight, titleOfIncident, wordsOfRule, type Words } from '@lenglian/wording';
import { shortCode } from '../../ui/readings.ts';

/** The alert that stands for an incident of one unit: the worst; of equals the first, its cause. */
export function worstOf(alerts: readonly AlertView[]): AlertView | undefined {
  return alerts.reduce<AlertView | undefined>(
    (worst, alert) =>
      worst === undefined || compareSeverity(alert.severity, worst.severity) > 0 ? alert : worst,
    undefined,
  );
}

export function titleFor(incident: IncidentView, alerts: readonly AlertView[]): Words {
  const worst = worstOf(alerts);
  return titleOfIncident(incident, worst && wordsOfRule(worst.rule));
}

/** Since when what the title says has lasted: of one box its worst alert, though another that is over began before. */
export function sinceOf(incident: IncidentView, alerts: readonly AlertView[]): Instant {
  const worst = incident.children.length === 1 ? worstOf(alerts) : undefined;
  return worst?.startedAt ?? incident.startedAt;
}

/** "8箱 · 新梅 167 吨", with the run in front; one box by its number. */
export function subjectOf(incident: IncidentView): Words {
  const [only, ...others] = incident.children;
  const parts: Words[] = [
    ...(incident.runNameZh === null
      ? []
      : [{ zh: incident.runNameZh, en: incident.runNameEn ?? incident.runNameZh }]),
    only !== undefined && others.length === 0
      ? { zh: shortCode(only.unitCode), en: shortCode(only.unitCode) }
      : boxes(incident.children.length),
    ...incident.goods.map(({ commodityNameZh, commodityNameEn, quantityKilograms }) =>
      goodsByWeight({ zh: commodityNameZh, en: commodityNameEn }, quantityKilograms),
    ),
  ];
  return {
    zh: parts.map(({ zh }) => zh).join(' · '),
    en: parts.map(({ en }) => en).join(' · '),
  };
}
