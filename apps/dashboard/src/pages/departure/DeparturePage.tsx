import { useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { DepartureBoardView, DepartureBoxView } from '@lenglian/console-contract';
import { boxesToRelease, DEPARTURE_TEXT, wordsOfRunState, ZONE_WORDS } from '@lenglian/wording';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { useOfficialTime } from '../certificate/use-official-time.ts';
import { BoxTable } from './BoxTable.tsx';
import { ReleaseForm } from './ReleaseForm.tsx';
import { useFreshBoard } from './use-fresh-board.ts';

/** 发车放行: what is looked at before a run leaves, on the screen and on paper. */
export function DeparturePage() {
  const runId = useParams()['runId'] ?? '';
  const board = useFreshBoard(runId);
  if (board.data) return <Board board={board.data} />;
  if (board.isError) return <Failed error={board.error} onRetry={() => void board.refetch()} />;
  return <Loading />;
}

function Board(props: { board: DepartureBoardView }) {
  const { board } = props;
  const { t, language } = useWording();
  const when = useOfficialTime();
  const [parameters, setParameters] = useSearchParams();
  const onlyOpen = parameters.get('open') === '1';
  const shown = onlyOpen ? board.boxes.filter(({ mayLeave }) => !mayLeave) : board.boxes;
  const title = `${t(DEPARTURE_TEXT.title)} ${nameIn(language, board.nameZh, board.nameEn)} ${board.runCode}`;
  useEffect(() => {
    // The name that a browser gives to the printed file.
    document.title = title;
  }, [title]);
  const hasLeft = !['PLANNED', 'LOADING', 'CANCELLED'].includes(board.runState);
  return (
    <div className="departure">
      <header className="page-heading">
        <h1>{title}</h1>
        <span className="badge">{t(wordsOfRunState(board.runState))}</span>
        <span>
          <span className="label">{t(DEPARTURE_TEXT.departs)}</span>
          {board.departsAt === null ? '—' : when(board.departsAt)}
        </span>
        <span className="dim">
          {t(DEPARTURE_TEXT.asOf)} {when(board.keptAt ?? board.asOf)} · {t(ZONE_WORDS.beijing)}
        </span>
        <span className="buttons at-end no-print">
          <Link className="button" to={`/runs/${board.runId}`}>
            {t(DEPARTURE_TEXT.back)}
          </Link>
          <button type="button" onClick={() => window.print()}>
            {t(DEPARTURE_TEXT.print)}
          </button>
        </span>
      </header>
      {hasLeft && (
        <p className="hint">
          {t(board.keptAt === null ? DEPARTURE_TEXT.notKept : DEPARTURE_TEXT.kept)}
        </p>
      )}
      <div className="departure-counts">
        <Counts counts={board.counts} />
        <label className="no-print">
          <input
            type="checkbox"
            checked={onlyOpen}
            onChange={() => setParameters(onlyOpen ? {} : { open: '1' }, { replace: true })}
          />{' '}
          {t(DEPARTURE_TEXT.onlyOpen)}
        </label>
        <span className="dim departure-legend">{t(DEPARTURE_TEXT.legend)}</span>
      </div>
      {(!hasLeft || board.keptAt !== null) && <ReleaseAll board={board} />}
      {board.boxes.length === 0 && <p className="dim">{t(DEPARTURE_TEXT.noBoxes)}</p>}
      {shown.length > 0 && <BoxTable board={board} boxes={shown} />}
      <Signatures />
    </div>
  );
}

function Counts(props: { counts: DepartureBoardView['counts'] }) {
  const { boxes, green, released, open } = props.counts;
  const { t } = useWording();
  return (
    <p className="departure-sums" role="status">
      <span>
        <b>{boxes}</b> {t(DEPARTURE_TEXT.boxes)}
      </span>
      <span data-check="GREEN">
        <b>{green}</b> {t(DEPARTURE_TEXT.green)}
      </span>
      <span>
        <b>{released}</b> {t(DEPARTURE_TEXT.released)}
      </span>
      <span data-check={open > 0 ? 'RED' : 'GREEN'}>
        <b>{open}</b> {t(DEPARTURE_TEXT.open)}
      </span>
      {boxes > 0 && open === 0 && <b>{t(DEPARTURE_TEXT.allReady)}</b>}
    </p>
  );
}

/** Many boxes lack the same thing, as a train whose inspections nobody typed in. */
function ReleaseAll(props: { board: DepartureBoardView }) {
  const { board } = props;
  const { t } = useWording();
  const mayRelease = useMayDo('departures.release');
  const [asking, setAsking] = useState<readonly DepartureBoxView[] | null>(null);
  const open = board.boxes.filter((box) => !box.mayLeave && box.joinPlaceCode === null);
  if (!mayRelease || (open.length < 2 && asking === null)) return null;
  const close = () => setAsking(null);
  return (
    <div className="no-print">
      <OpenButton isOpen={asking !== null} onOpen={() => setAsking(open)}>
        {t(DEPARTURE_TEXT.releaseOpen)} ({open.length})
      </OpenButton>
      {asking !== null && (
        <ReleaseForm
          board={board}
          boxes={asking}
          action={boxesToRelease(asking.length)}
          onClose={close}
        />
      )}
    </div>
  );
}

/** On paper: who looked, with blanks for a pen. */
function Signatures() {
  const { t } = useWording();
  const who = [
    DEPARTURE_TEXT.signLoader,
    DEPARTURE_TEXT.signTrain,
    DEPARTURE_TEXT.signEscort,
    DEPARTURE_TEXT.signDispatcher,
  ];
  return (
    <div className="departure-signatures only-print">
      {who.map((words) => (
        <span key={words.en}>
          {t(words)} <small>({t(DEPARTURE_TEXT.signature)})</small>
        </span>
      ))}
    </div>
  );
}
