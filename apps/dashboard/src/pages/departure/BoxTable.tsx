import { Fragment, useState } from 'react';
import { Link } from 'react-router';
import type {
  DepartureBoardView,
  DepartureBoxView,
  DepartureCheckView,
} from '@lenglian/console-contract';
import { DEPARTURE_CHECKS, isOpen, type CheckState } from '@lenglian/planning';
import {
  boxesToRelease,
  CHECK_STATE_WORDS,
  DEPARTURE_CHECK_WORDS,
  DEPARTURE_TEXT,
  formatDate,
  formatDateTime,
  formatDay,
  placeInTrain,
  wordsOfCheck,
} from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { usePlaces } from '../../ui/use-places.ts';
import { ReleaseForm } from './ReleaseForm.tsx';

/** Told apart also without colours, as on paper. */
const MARKS: Readonly<Record<CheckState, string>> = {
  GREEN: '✓',
  AMBER: '!',
  RED: '✕',
  UNKNOWN: '?',
  NOT_APPLICABLE: '–',
};

/** One line a box, one column a check. On a phone a box is a card with what is not green. */
export function BoxTable(props: { board: DepartureBoardView; boxes: readonly DepartureBoxView[] }) {
  const { board, boxes } = props;
  const { t } = useWording();
  const [asking, setAsking] = useState<string | null>(null);
  return (
    <div className="departure-scroll">
      <table className="departure-table">
        <thead>
          <tr>
            <th scope="col">{t(DEPARTURE_TEXT.box)}</th>
            {DEPARTURE_CHECKS.map((check) => (
              <th scope="col" key={check}>
                {t(DEPARTURE_CHECK_WORDS[check])}
              </th>
            ))}
            <th scope="col">{t(DEPARTURE_TEXT.release)}</th>
            <th scope="col" className="only-print">
              {t(DEPARTURE_TEXT.measuredByHand)}
            </th>
          </tr>
        </thead>
        <tbody>
          {boxes.map((box) => (
            <Fragment key={box.unitId}>
              <tr data-check={box.state} data-may-leave={box.mayLeave}>
                <BoxName box={box} />
                {box.checks.map((one) => (
                  <CheckCell key={one.check} result={one} />
                ))}
                <Released
                  box={box}
                  isPast={isPast(board, box)}
                  isAsking={asking === box.unitId}
                  onAsk={() => setAsking(box.unitId)}
                />
                <td className="only-print departure-blank" />
              </tr>
              {asking === box.unitId && (
                <tr className="departure-form no-print">
                  <td colSpan={12}>
                    <BoxRelease board={board} box={box} onClose={() => setAsking(null)} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BoxName(props: { box: DepartureBoxView }) {
  const { position, unitId, unitCode, lots, joinPlaceCode, checks } = props.box;
  const { t, language } = useWording();
  const { nameOf } = usePlaces();
  const goods = new Set(
    lots.map(({ commodityNameZh, commodityNameEn }) =>
      nameIn(language, commodityNameZh, commodityNameEn),
    ),
  );
  const fine = checks.filter((one) => !isOpen(one)).length;
  return (
    <th scope="row">
      {position !== null && <span className="dim">{t(placeInTrain(position))} </span>}
      <Link to={`/units/${unitId}`}>{unitCode}</Link>
      <small>
        {[...goods].join('、')}
        {joinPlaceCode !== null && ` ${t(DEPARTURE_TEXT.joins)} ${nameOf(joinPlaceCode)}`}
      </small>
      <small className="departure-fine">
        ✓ {fine} {t(DEPARTURE_TEXT.fine)}
      </small>
    </th>
  );
}

function CheckCell(props: { result: DepartureCheckView }) {
  const { check, state } = props.result;
  const { t } = useWording();
  const told = useReason();
  return (
    <td data-check={state} data-label={t(DEPARTURE_CHECK_WORDS[check])}>
      <div className="check">
        <span className="mark" role="img" aria-label={t(CHECK_STATE_WORDS[state])}>
          {MARKS[state]}
        </span>
        <span>{told(props.result)}</span>
      </div>
      {state === 'UNKNOWN' && <span className="only-print departure-blank-line" />}
    </td>
  );
}

/** Why, in words; days for what is valid for days, in Beijing's time as on all papers. */
function useReason(): (result: DepartureCheckView) => string {
  const { t, language } = useWording();
  return (result) => {
    const at = Number(result.parameters['at'] ?? 0);
    const time =
      result.check === 'CALIBRATION'
        ? formatDay(at, 'beijing', language)
        : result.check === 'INSPECTION'
          ? formatDate(at, 'beijing', language)
          : formatDateTime(at, 'beijing', language).slice(0, -3);
    return t(wordsOfCheck(result, time));
  };
}

/** It left before boards were kept: how it stands now is nothing to release. */
function isPast({ runState, keptAt }: DepartureBoardView, box: DepartureBoxView): boolean {
  const isToLeave = runState === 'PLANNED' || runState === 'LOADING' || box.joinPlaceCode !== null;
  return !isToLeave && keptAt === null;
}

function Released(props: {
  box: DepartureBoxView;
  isPast: boolean;
  isAsking: boolean;
  onAsk: () => void;
}) {
  const { box, isAsking, onAsk } = props;
  const { t, language } = useWording();
  const mayRelease = useMayDo('departures.release');
  const [newest] = box.releases;
  const isStanding = newest !== undefined && newest.checks.length > 0;
  const action = isStanding && box.isReleased ? DEPARTURE_TEXT.takeBack : DEPARTURE_TEXT.release;
  const isNeeded = box.state !== 'GREEN' && !props.isPast;
  return (
    <td data-label={t(DEPARTURE_TEXT.release)} className="departure-release">
      {newest !== undefined && (
        <p>
          <b>{isStanding ? newest.releasedBy : t(DEPARTURE_TEXT.takenBack)}</b>{' '}
          {!isStanding && newest.releasedBy}{' '}
          <span className="dim">
            {formatDateTime(newest.releasedAt, 'beijing', language).slice(0, -3)}
          </span>{' '}
          {newest.reason}
        </p>
      )}
      {isStanding && isNeeded && !box.isReleased && (
        <p className="problem">{t(DEPARTURE_TEXT.outdated)}</p>
      )}
      {mayRelease && isNeeded && !isAsking && (
        <button
          type="button"
          className="no-print"
          aria-label={`${t(action)} ${box.unitCode}`}
          onClick={onAsk}
        >
          {t(action)}
        </button>
      )}
    </td>
  );
}

function BoxRelease(props: {
  board: DepartureBoardView;
  box: DepartureBoxView;
  onClose: () => void;
}) {
  const { board, box, onClose } = props;
  return (
    <ReleaseForm
      board={board}
      boxes={[box]}
      isTakingBack={box.isReleased}
      action={box.isReleased ? DEPARTURE_TEXT.takeBack : boxesToRelease(1)}
      onClose={onClose}
    />
  );
}
