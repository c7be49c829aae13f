import type { ReactNode } from 'react';
import type { LossesView, LossLineView } from '@lenglian/console-contract';
import {
  formatNumber,
  LOSS_GROUP_WORDS,
  LOSS_TEXT,
  MISSING,
  notCountedWords,
  unconfirmedWords,
} from '@lenglian/wording';
import { nameIn, useWording } from '../preferences/preferences-context.ts';

/** Sums of arrivals: one line a group, the total, and what is in no sum. */
export function LossTable(props: {
  losses: LossesView;
  /** How a group is shown, where its name is more than text. */
  name?: (line: LossLineView) => ReactNode;
}) {
  const { lines, total, by, notCounted } = props.losses;
  const { t, language } = useWording();
  const heads = [
    ...[LOSS_TEXT.share, LOSS_TEXT.damaged, LOSS_TEXT.rejected, LOSS_TEXT.accepted],
    ...[LOSS_TEXT.handed, LOSS_TEXT.handOvers, LOSS_TEXT.lots],
  ];
  const left = notCountedWords(notCounted);
  const nameOf = (line: LossLineView) =>
    line.nameZh === null || line.nameEn === null
      ? (line.code ?? t(LOSS_TEXT.noKey))
      : nameIn(language, line.nameZh, line.nameEn);
  return (
    <>
      <div className="wide-table">
        <table className="table loss-table">
          <thead>
            <tr>
              <th scope="col">{t(LOSS_GROUP_WORDS[by])}</th>
              {heads.map((words) => (
                <th key={words.en} scope="col" className="line-number">
                  {t(words)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.key ?? ''}>
                <th scope="row">{props.name?.(line) || nameOf(line)}</th>
                <Figures of={line} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                <b>{t(LOSS_TEXT.total)}</b>
              </th>
              <Figures of={total} />
            </tr>
          </tfoot>
        </table>
      </div>
      {total.unconfirmedHandOvers > 0 && (
        <p className="hint">{t(unconfirmedWords(total.unconfirmedHandOvers))}</p>
      )}
      {left !== null && (
        <p className="hint">
          <b>{t(LOSS_TEXT.notCounted)}</b> {t(left)}
        </p>
      )}
    </>
  );
}

function Figures(props: { of: LossesView['total'] }) {
  const { of } = props;
  const kilograms = [
    of.damagedKilograms,
    of.rejectedKilograms,
    of.acceptedKilograms,
    of.handedKilograms,
  ];
  return (
    <>
      <td className="line-number">
        <b>{of.lostShare === null ? MISSING : `${formatNumber(of.lostShare * 100, 2)} %`}</b>
      </td>
      {kilograms.map((value, index) => (
        <td key={index} className="line-number">
          {grouped(value)}
        </td>
      ))}
      <td className="line-number">{of.handOvers}</td>
      <td className="line-number">{of.lots}</td>
    </>
  );
}

/** "21 000": whole kilograms in threes. */
function grouped(kilograms: number): string {
  return Math.round(kilograms)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, '\u2009');
}
