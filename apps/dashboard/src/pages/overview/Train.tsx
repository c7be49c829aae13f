import { memo, useCallback, useMemo } from 'react';
import { Link } from 'react-router';
import type { RunView, UnitView } from '@lenglian/console-contract';
import { MINUTE, type Instant } from '@lenglian/quantities';
import { CONDITIONS } from '@lenglian/console-contract/constants';
import {
  equipmentGroup,
  OVERVIEW_TEXT,
  PROGRESS_BASIS_WORDS,
  PROGRESS_TEXT,
  UNIT_TEXT,
  UNIT_STATE_WORDS,
  unitCount,
  backAt,
  whereabouts,
  wordsOfRunState,
  type Words,
} from '@lenglian/wording';
import {
  useFirstUnit,
  useHasJoined,
  useLive,
  useUnitCount,
  useUnitIds,
} from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import {
  CONDITION_LOOKS,
  CONDITION_TEXT,
  conditionOf,
  isNotedOnly,
  isResting,
  noteOf,
  type Look,
} from '../../ui/looks.ts';
import { Loading } from '../../ui/Notice.tsx';
import { routeOf } from '../../ui/route.ts';
import { Ticking } from '../../ui/Ticking.tsx';
import { ProgressTags } from '../runs/Progress.tsx';
import { UnitTile } from './UnitTile.tsx';

/** One run: its heading and its boxes in the order of the train, by the group that shares a genset. */
export const Train = memo(function Train(props: { run: RunView }) {
  const { run } = props;
  const { t, language } = useWording();
  const ids = useUnitIds(run.id);
  const hasJoined = useHasJoined(`run:${run.id}`);
  const { store } = useLive();
  const groups = useMemo(() => groupUnits(ids, (id) => store.unit(id)), [ids, store]);
  const name = nameIn(language, run.nameZh, run.nameEn);
  return (
    <section className="train" aria-label={name} id={`run-${run.id}`}>
      <TrainHeading run={run} name={name} />
      {!hasJoined && <Loading />}
      {hasJoined && ids.length === 0 && (
        <p className="dim">
          {t(run.plannedUnitCount > 0 ? OVERVIEW_TEXT.notLoadedYet : OVERVIEW_TEXT.noUnits)}
        </p>
      )}
      {groups.map(({ group, unitIds }) => (
        <div key={group ?? 'none'} className="group">
          {group !== null && <h3 className="group-name">{t(equipmentGroup(group))}</h3>}
          <ol className="boxes">
            {unitIds.map((id) => (
              <UnitTile key={id} unitId={id} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
});

function TrainHeading(props: { run: RunView; name: string }) {
  const { run, name } = props;
  const { t, language, clock, dateTime } = useWording();
  const ids = useUnitIds(run.id);
  const isAhead = run.unitCount === 0 && run.plannedUnitCount > 0;
  const departureAt = run.legs[0]?.plannedDepartureAt;
  return (
    <header className="train-heading">
      <h2>{name}</h2>
      <Link to={`/runs/${run.id}`}>{run.code}</Link>
      <span className="route">{routeOf(run, language)}</span>
      <span className="dim">{t(wordsOfRunState(run.state))}</span>
      <ul className="counts">
        <li>{t(unitCount(isAhead ? run.plannedUnitCount : run.unitCount))}</li>
        {KINDS.map((kind) => (
          <Count key={kind.text.en} ids={ids} kind={kind} />
        ))}
      </ul>
      {isAhead && departureAt !== undefined && (
        <span className="train-latest dim">
          {t(OVERVIEW_TEXT.departure)} {dateTime(departureAt)}
        </span>
      )}
      {run.latestMeasuredAt !== null && (
        <span className="train-latest dim">
          {t(OVERVIEW_TEXT.latest)} {clock(run.latestMeasuredAt)}
        </span>
      )}
      <RunWhere progress={run.progress} />
      <RunInHole ids={ids} />
    </header>
  );
}

/** An older position is told of when it is. */
const POSITION_FRESH = 15 * MINUTE;

/** Where it is, how late, and when it will be at its next stop. */
function RunWhere(props: { progress: RunView['progress'] }) {
  const { progress } = props;
  const { where, stops, positionAt } = progress;
  const { t, language, dayTime } = useWording();
  const age = useCallback(
    (now: Instant) =>
      positionAt !== null && now - positionAt > POSITION_FRESH
        ? `${t(PROGRESS_TEXT.positionAt)} ${dayTime(positionAt)}`
        : '',
    [t, dayTime, positionAt],
  );
  // What stands where it begins is told by its departure.
  if (!where || (where.kind === 'AT' && where.stop === 0)) return null;
  const next = stops.find(({ expectedArrivalAt }) => expectedArrivalAt !== null);
  return (
    <p className="train-where">
      <b>{t(whereabouts(where))}</b>
      {where.basis === 'PLANNED' && (
        <span className="tag">{t(PROGRESS_BASIS_WORDS[where.basis])}</span>
      )}
      <span>
        <ProgressTags progress={progress} />
      </span>
      {next?.expectedArrivalAt != null && (
        <span className="dim">
          {t(PROGRESS_TEXT.expected)} {nameIn(language, next.nameZh, next.nameEn)}{' '}
          {dayTime(next.expectedArrivalAt)}
        </span>
      )}
      {where.kind === 'BETWEEN' && <Ticking className="dim" text={age} />}
    </p>
  );
}

/** In a tunnel, and until when silence is no wonder: said once of the run, for its boxes have no room. */
function RunInHole(props: { ids: readonly string[] }) {
  const { t, time } = useWording();
  const hole = useFirstUnit(props.ids, isInHole)?.expectedHole;
  return hole == null ? null : <p className="train-where">{t(backAt(hole, time(hole.until)))}</p>;
}

function isInHole({ silentSince, expectedHole }: UnitView): boolean {
  return silentSince !== null && expectedHole !== null;
}

const URGENCY: readonly Look[] = [
  'critical',
  'major',
  'warn',
  'silent',
  'unheard',
  'resting',
  'defrost',
  'ok',
];

interface Kind {
  readonly text: Words;
  readonly look: Look;
  readonly isSo: (unit: UnitView) => boolean;
}
/** Of boxes of which nothing worse is said, each once: the counts of a heading add up to its boxes. */
const NOTES: readonly Kind[] = [UNIT_TEXT.unpoweredNote, UNIT_TEXT.doorOpenNote].map((text) => ({
  text,
  look: 'warn',
  isSo: (unit) => isNotedOnly(unit) && noteOf(unit) === text,
}));
const RESTS: readonly Kind[] = (['EMPTY', 'LAID_UP'] as const).map((state) => ({
  text: UNIT_STATE_WORDS[state],
  look: 'resting',
  isSo: (unit: UnitView) => isResting(unit) && unit.state === state,
}));
const STATES: readonly Kind[] = CONDITIONS.map((condition) => ({
  text: CONDITION_TEXT[condition],
  look: CONDITION_LOOKS[condition],
  isSo: (unit: UnitView) =>
    !isResting(unit) && conditionOf(unit) === condition && !isNotedOnly(unit),
}));
/** What a heading counts. One without power or with an open door is not counted as normal. */
const KINDS = [...STATES, ...RESTS, ...NOTES].sort(
  (a, b) => URGENCY.indexOf(a.look) - URGENCY.indexOf(b.look),
);

function Count(props: { ids: readonly string[]; kind: Kind }) {
  const { t } = useWording();
  const { text, look, isSo } = props.kind;
  const count = useUnitCount(props.ids, isSo);
  if (count === 0) return null;
  return (
    <li data-look={look}>
      <span className="mark" aria-hidden="true" />
      {t(text)} {count}
    </li>
  );
}

/** Consecutive units of one equipment group; the order within and between groups is the train's. */
function groupUnits(
  ids: readonly string[],
  unitOf: (id: string) => UnitView | undefined,
): Array<{ group: number | null; unitIds: string[] }> {
  const groups = new Map<number | null, string[]>();
  for (const id of ids) {
    const group = unitOf(id)?.equipmentGroup ?? null;
    groups.set(group, [...(groups.get(group) ?? []), id]);
  }
  return [...groups].map(([group, unitIds]) => ({ group, unitIds }));
}
