import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { AuditEntry } from '@lenglian/console-contract';
import {
  ALERT_STATE_WORDS,
  AUDIT_TEXT,
  LEG_TEXT,
  lateBy,
  ROLE_WORDS,
  RULE_WORDS,
  SEVERITY_WORDS,
  RUN_STATE_WORDS,
  UNIT_STATE_WORDS,
  wordsOfAction,
  wordsOfEntity,
  wordsOfField,
  wordsOfRule,
  type Words,
} from '@lenglian/wording';
import { z } from 'zod';
import { actorsQuery } from '../../api/audit-queries.ts';
import { lotQuery } from '../../api/goods-queries.ts';
import { runQuery, unitQuery } from '../../api/queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useSession } from '../../shell/session-context.ts';
import { differencesOf, type Difference } from './differences.ts';

const MACHINES: Readonly<Record<string, Words>> = {
  system: AUDIT_TEXT.byItself,
  judge: AUDIT_TEXT.byJudge,
  progress: AUDIT_TEXT.byProgress,
  shell: AUDIT_TEXT.byShell,
};

/** More than these are told when they are asked for. */
const TOLD_AT_ONCE = 4;

/** One line of the audit as a sentence: when, who, what; and from what to what, and why. */
export function AuditLine(props: { entry: AuditEntry }) {
  const { entry } = props;
  const { t, dateTime } = useWording();
  const nameOf = useNameOfPerson();
  const differences = differencesOf(entry.before, entry.after);
  return (
    <li className="audit-line">
      <p className="audit-what">
        <span className="dim">{dateTime(entry.at)}</span>
        <b>{nameOf(entry.actor)}</b>
        <span>{t(wordsOfAction(entry.action))}</span>
        <Subject entry={entry} />
      </p>
      {entry.reason !== null && (
        <p>
          <span className="label">{t(AUDIT_TEXT.why)}</span>
          {entry.reason}
        </p>
      )}
      {differences.length > 0 && differences.length <= TOLD_AT_ONCE && (
        <Differences differences={differences} />
      )}
      {differences.length > TOLD_AT_ONCE && (
        <details>
          <summary>
            {t(AUDIT_TEXT.changes)} <span className="dim">{differences.length}</span>
          </summary>
          <Differences differences={differences} />
        </details>
      )}
    </li>
  );
}

function useNameOfPerson(): (actor: string) => string {
  const { t } = useWording();
  const { userId, displayName } = useSession();
  const actors = useQuery(actorsQuery).data ?? [];
  return (actor) => {
    const machine = MACHINES[actor];
    if (machine !== undefined) return t(machine);
    if (actor === userId) return displayName;
    return actors.find(({ id }) => id === actor)?.name ?? shortened(actor);
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A number that nobody has to read through, and yet can be told from another. */
function shortened(id: string): string {
  return UUID.test(id) ? `…${id.slice(-6)}` : id;
}

const PAGES: Readonly<Record<string, string>> = {
  alert: '/alerts/',
  lot: '/lots/',
  run: '/runs/',
  unit: '/units/',
};
const calledSchema = z.object({
  code: z.string().optional(),
  displayName: z.string().optional(),
  rule: z.string().optional(),
});

/** What it is about: by its own name where the line tells it, and as the way to its page. */
function Subject(props: { entry: AuditEntry }) {
  const { entity, entityId, before, after } = props.entry;
  const { t } = useWording();
  const ruleOf = (rule: string | undefined) => rule && t(wordsOfRule(rule));
  const called = [after, before].map((value) => calledSchema.safeParse(value).data);
  const told = called
    .map((one) => one && (one.code ?? one.displayName ?? ruleOf(one.rule)))
    .find(Boolean);
  const known = useCode(entity, entityId, told === undefined);
  const text = `${t(wordsOfEntity(entity))} ${told ?? known ?? nameless(entity, entityId)}`;
  const page = PAGES[entity];
  return page === undefined ? (
    <span className="dim">{text}</span>
  ) : (
    <Link to={`${page}${encodeURIComponent(entityId)}`}>{text}</Link>
  );
}

/** Nobody asks for a session, or for the audit itself, by its number. */
function nameless(entity: string, id: string): string {
  return entity === 'session' || entity === 'audit' ? '' : shortened(id);
}

/** The code of a record that a line does not name. */
function useCode(entity: string, id: string, isAsked: boolean): string | undefined {
  const run = useQuery({ ...runQuery(id), enabled: isAsked && entity === 'run' }).data;
  const unit = useQuery({ ...unitQuery(id), enabled: isAsked && entity === 'unit' }).data;
  const lot = useQuery({ ...lotQuery(id), enabled: isAsked && entity === 'lot' }).data;
  return (run ?? unit ?? lot)?.code;
}

function Differences(props: { differences: readonly Difference[] }) {
  const { t } = useWording();
  const value = useValue();
  return (
    <dl className="differences">
      {props.differences.map(({ path, before, after }) => (
        <div key={path.join('.')}>
          <dt>{nameOfPath(path, t)}</dt>
          <dd>
            {before !== null && (
              <>
                <span className="visually-hidden">{t(AUDIT_TEXT.before)} </span>
                <span className="dim">{value(before, path)}</span> <span aria-hidden="true">→</span>{' '}
                <span className="visually-hidden">{t(AUDIT_TEXT.after)} </span>
              </>
            )}
            {after === null ? t(AUDIT_TEXT.nothing) : value(after, path)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** "区段 1 · 实际到达": people count from one. */
function nameOfPath(path: readonly string[], t: (words: Words) => string): string {
  return path
    .map((part) => (/^\d+$/.test(part) ? `${Number(part) + 1}` : t(wordsOfField(part))))
    .join(' · ');
}

const VALUES: Readonly<Record<string, Words>> = {
  ...RUN_STATE_WORDS,
  ...UNIT_STATE_WORDS,
  ...ROLE_WORDS,
  ...RULE_WORDS,
  ...SEVERITY_WORDS,
  ...ALERT_STATE_WORDS,
  DEPARTURE: LEG_TEXT.departure,
  ARRIVAL: LEG_TEXT.arrival,
};

/** A time as a time, a state in words; people by their names. */
function useValue(): (value: unknown, path: readonly string[]) => string {
  const { t, dateTime } = useWording();
  const nameOf = useNameOfPerson();
  return (value, path) => {
    // How far a plan was moved.
    if (typeof value === 'number' && path.at(-1) === 'by') return t(lateBy(value));
    if (typeof value === 'boolean') return t(value ? AUDIT_TEXT.yes : AUDIT_TEXT.no);
    if (typeof value === 'number') return value > 9e11 ? dateTime(value) : String(value);
    if (typeof value !== 'string') return JSON.stringify(value);
    const words = VALUES[value];
    return words === undefined ? nameOf(value) : t(words);
  };
}
