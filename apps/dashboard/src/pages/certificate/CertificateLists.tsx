import type { TemperatureCertificateView } from '@lenglian/console-contract';
import { MINUTE, type Instant } from '@lenglian/quantities';
import {
  CERTIFICATE_TEXT,
  formatCelsius,
  formatDuration,
  formatNumber,
  gapsTold,
  HAND_OVER_KIND_WORDS,
  HAND_OVER_STATE_WORDS,
  MISSING,
  wordsOfAction,
  wordsOfRule,
} from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { Part } from './Part.tsx';
import { useOfficialTime } from './use-official-time.ts';

type Sheet = TemperatureCertificateView;

export function Gaps({ sheet }: { sheet: Sheet }) {
  const { t } = useWording();
  const when = useOfficialTime();
  const { gaps, gapCount } = sheet;
  return (
    <Part title={CERTIFICATE_TEXT.gaps}>
      {gaps.length === 0 && <p>{t(CERTIFICATE_TEXT.noGaps)}</p>}
      {gapCount > gaps.length && <p>{t(gapsTold(gaps.length, gapCount))}</p>}
      <ul className="certificate-list">
        {gaps.map(({ from, until }) => (
          <li key={from}>
            {when(from)} – {when(until)} ({t(formatDuration(until - from))})
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function HandOverRows({ handOvers }: { handOvers: Sheet['handOvers'] }) {
  const { t } = useWording();
  const when = useOfficialTime();
  return (
    <Part title={CERTIFICATE_TEXT.handOvers}>
      {handOvers.length === 0 ? (
        <p>{t(CERTIFICATE_TEXT.noHandOvers)}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <td />
              <td />
              <th scope="col">{t(CERTIFICATE_TEXT.seals)}</th>
              <th scope="col">{t(CERTIFICATE_TEXT.temperatures)}</th>
            </tr>
          </thead>
          <tbody>
            {handOvers.map((one) => (
              <tr key={`${one.handedOverAt} ${one.kind}`}>
                <th scope="row">
                  {t(HAND_OVER_KIND_WORDS[one.kind])} · {t(HAND_OVER_STATE_WORDS[one.state])}
                </th>
                <td>{when(one.handedOverAt)}</td>
                <td>
                  {one.sealFoundNumber ?? MISSING} / {one.sealAppliedNumber ?? MISSING}
                </td>
                <td>
                  {formatCelsius(one.surfaceTemperatureCelsius)} /{' '}
                  {formatCelsius(one.coreTemperatureCelsius)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  );
}

export function CustodySpans({ custody }: { custody: NonNullable<Sheet['custody']> }) {
  const { t } = useWording();
  const when = useOfficialTime();
  const time = (at: Instant | null) => (at === null ? '' : when(at));
  return (
    <Part title={CERTIFICATE_TEXT.custody}>
      <ul className="certificate-list">
        {custody.map((span, index) => (
          <li key={index}>
            <b>{span.custodianName ?? t(CERTIFICATE_TEXT.nobody)}</b> {time(span.from)} –{' '}
            {time(span.until)}{' '}
            {Object.entries(span.minutes)
              .map(
                ([rule, count]) => `${t(wordsOfRule(rule))} ${t(formatDuration(count * MINUTE))}`,
              )
              .join(' · ')}
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Devices(props: { devices: Sheet['devices']; at: Instant }) {
  const { t } = useWording();
  const when = useOfficialTime();
  return (
    <Part title={CERTIFICATE_TEXT.devices}>
      {props.devices.length === 0 && <p>{t(CERTIFICATE_TEXT.noDevices)}</p>}
      <ul className="certificate-list">
        {props.devices.map(({ deviceId, calibration }) => (
          <li key={deviceId}>
            <b>{deviceId}</b>{' '}
            {calibration === null ? (
              t(CERTIFICATE_TEXT.notCalibrated)
            ) : (
              <>
                {t(CERTIFICATE_TEXT.calibratedUntil)} {when(calibration.validUntil)}
                {calibration.validUntil <= props.at && <b> {t(CERTIFICATE_TEXT.overdue)}</b>},{' '}
                {t(CERTIFICATE_TEXT.certificateNumber)} {calibration.certificateNumber ?? MISSING},{' '}
                {t(CERTIFICATE_TEXT.offset)} {formatNumber(calibration.offsetKelvin, 2)} K
              </>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Edits({ edits }: { edits: Sheet['edits'] }) {
  const { t } = useWording();
  const when = useOfficialTime();
  return (
    <Part title={CERTIFICATE_TEXT.edits}>
      {edits.length === 0 && <p>{t(CERTIFICATE_TEXT.noEdits)}</p>}
      <ul className="certificate-list">
        {edits.map(({ at, action }, index) => (
          <li key={index}>
            {when(at)} {t(wordsOfAction(action))}
          </li>
        ))}
      </ul>
    </Part>
  );
}
