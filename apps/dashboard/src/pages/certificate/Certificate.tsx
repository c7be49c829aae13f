import type { TemperatureCertificateView } from '@lenglian/console-contract';
import { MINUTE } from '@lenglian/quantities';
import {
  CERTIFICATE_TEXT,
  formatBand,
  formatCelsius,
  formatDuration,
  formatNumber,
  FRESHNESS_TEXT,
  LOT_TEXT,
  mass,
  MEASURED_BY_WORDS,
  MISSING,
  SHELL_TEXT,
  ZONE_WORDS,
} from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Fact } from '../../ui/Fact.tsx';
import { FreshnessFacts } from '../../ui/FreshnessFacts.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { ProductChart } from '../shared-lot/ProductChart.tsx';
import { CustodySpans, Devices, Edits, Gaps, HandOverRows } from './CertificateLists.tsx';
import { Part } from './Part.tsx';
import { useOfficialTime } from './use-official-time.ts';

type Sheet = TemperatureCertificateView;

/** One sheet. @param address of the page by which others verify it; null where there is none */
export function Certificate(props: { sheet: Sheet; address: string | null }) {
  const { sheet, address } = props;
  const { t, language } = useWording();
  const when = useOfficialTime();
  return (
    <article className="certificate">
      <header>
        <div>
          <h1>{t(CERTIFICATE_TEXT.title)}</h1>
          <p>{t(CERTIFICATE_TEXT.supports)}</p>
          {sheet.isDemo && (
            <p>
              <b>{t(SHELL_TEXT.demo)}</b> {t(SHELL_TEXT.demoExplained)}
            </p>
          )}
          <p>
            {t(CERTIFICATE_TEXT.generatedAt)} {when(sheet.generatedAt)} · {t(ZONE_WORDS.beijing)}
          </p>
        </div>
        <figure>
          {address !== null && <QrCode text={address} label={t(CERTIFICATE_TEXT.verify)} />}
          <figcaption>
            {t(address === null ? CERTIFICATE_TEXT.noVerify : CERTIFICATE_TEXT.verify)}
          </figcaption>
        </figure>
      </header>
      <div className="certificate-columns">
        <Part title={CERTIFICATE_TEXT.goods}>
          <dl className="facts">
            <Fact name={LOT_TEXT.commodity}>
              {nameIn(language, sheet.commodityNameZh, sheet.commodityNameEn)}
            </Fact>
            <Fact name={LOT_TEXT.code}>{sheet.lotCode}</Fact>
            <Fact name={LOT_TEXT.waybill}>{sheet.waybillNumber ?? t(LOT_TEXT.nothingSaid)}</Fact>
            <Fact name={LOT_TEXT.quantity}>
              {sheet.quantityKilograms === null
                ? t(LOT_TEXT.nothingSaid)
                : t(mass(sheet.quantityKilograms))}
            </Fact>
            <Fact name={CERTIFICATE_TEXT.units}>
              {sheet.units.map(({ unitCode }) => unitCode).join('、') || MISSING}
            </Fact>
            <Fact name={CERTIFICATE_TEXT.period}>
              {when(sheet.from)} – {when(sheet.until)}
            </Fact>
          </dl>
        </Part>
        <Limits limits={sheet.limits} isAir={sheet.measuredBy === 'AIR'} />
      </div>
      <Part title={CERTIFICATE_TEXT.chart}>
        <ProductChart
          chart={sheet.chart}
          bandLowCelsius={sheet.limits.bandLowCelsius}
          bandHighCelsius={sheet.limits.bandHighCelsius}
          isWide
        />
      </Part>
      <div className="certificate-columns">
        <Minutes sheet={sheet} />
        <Part title={FRESHNESS_TEXT.title}>
          <dl className="facts">
            <FreshnessFacts freshness={sheet.freshness} when={when} />
          </dl>
          <p className="hint">{t(FRESHNESS_TEXT.onlyHeat)}</p>
        </Part>
      </div>
      <Gaps sheet={sheet} />
      <HandOverRows handOvers={sheet.handOvers} />
      {sheet.custody !== null && <CustodySpans custody={sheet.custody} />}
      <div className="certificate-columns">
        <Devices devices={sheet.devices} at={sheet.until} />
        <Edits edits={sheet.edits} />
      </div>
    </article>
  );
}

function Limits(props: { limits: Sheet['limits']; isAir: boolean }) {
  const { limits, isAir } = props;
  const { criticalLowCelsius: low, criticalHighCelsius: high } = limits;
  return (
    <Part title={CERTIFICATE_TEXT.limits}>
      <dl className="facts">
        <Fact name={CERTIFICATE_TEXT.band}>
          {formatBand(limits.bandLowCelsius, limits.bandHighCelsius)} °C
        </Fact>
        <Fact name={CERTIFICATE_TEXT.critical}>{formatBand(low, high)} °C</Fact>
        <Fact name={CERTIFICATE_TEXT.profile}>
          {limits.profileCode} v{limits.profileVersion}
        </Fact>
        {isAir && (
          <Fact name={CERTIFICATE_TEXT.airMargin}>{formatNumber(limits.airMarginKelvin, 1)} K</Fact>
        )}
      </dl>
    </Part>
  );
}

function Minutes({ sheet }: { sheet: Sheet }) {
  const { t } = useWording();
  const { minutes, measuredBy, lowestCelsius, highestCelsius } = sheet;
  const said = (count: number) => (count === 0 ? '0' : t(formatDuration(count * MINUTE)));
  const rows = [
    [CERTIFICATE_TEXT.aboveCritical, minutes.aboveCritical],
    [CERTIFICATE_TEXT.aboveBand, minutes.aboveBand],
    [CERTIFICATE_TEXT.belowBand, minutes.belowBand],
    [CERTIFICATE_TEXT.belowCritical, minutes.belowCritical],
    [CERTIFICATE_TEXT.measured, minutes.measured],
    [CERTIFICATE_TEXT.unknown, minutes.unknown],
  ] as const;
  return (
    <Part title={CERTIFICATE_TEXT.time}>
      <dl className="facts">
        <Fact name={CERTIFICATE_TEXT.measuredBy}>
          {t(measuredBy === null ? FRESHNESS_TEXT.notMeasured : MEASURED_BY_WORDS[measuredBy])}
        </Fact>
        <Fact name={CERTIFICATE_TEXT.range}>
          {formatCelsius(lowestCelsius)} / {formatCelsius(highestCelsius)} °C
        </Fact>
        {rows.map(([name, count]) => (
          <Fact key={name.en} name={name}>
            {said(count)}
          </Fact>
        ))}
      </dl>
    </Part>
  );
}
