import type { SubmitEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import {
  AUDIT_ACTIONS,
  AUDIT_ENTITY_WORDS,
  AUDIT_TEXT,
  toInputTime,
  wordsOfAction,
  wordsOfEntity,
} from '@lenglian/wording';
import { actorsQuery } from '../../api/audit-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { SelectField, TextField } from '../../ui/form/Field.tsx';
import { instantOf, textOf } from '../../ui/form/read-form.ts';

export const SEARCH_FIELDS = ['actor', 'action', 'entity', 'entityId', 'from', 'until'] as const;

/** What the api takes; a day more at either end for the zone. */
const TIMES = { min: '1970-01-02T00:00', max: '9999-12-29T00:00' };

/** What is looked for; nothing is sent before the button is pressed, for each search is a page of its own. */
export function AuditSearch(props: {
  parameters: URLSearchParams;
  onSearch: (parameters: Record<string, string>) => void;
}) {
  const { parameters, onSearch } = props;
  const { t, zone, zoneName } = useWording();
  const actors = useQuery(actorsQuery).data ?? [];
  const search = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = SEARCH_FIELDS.flatMap((name) => {
      const isTime = name === 'from' || name === 'until';
      const before = Number(parameters.get(name) ?? NaN);
      const value = isTime ? instantOf(data, name, zone, before) : textOf(data, name);
      return value === null ? [] : [[name, String(value)]];
    });
    onSearch(Object.fromEntries(said) as Record<string, string>);
  };
  const given = (name: string) => parameters.get(name) ?? '';
  const time = (name: string) => (given(name) === '' ? '' : toInputTime(Number(given(name)), zone));
  const all = { value: '', text: t(AUDIT_TEXT.anything) };
  const machines = [
    { value: 'system', text: t(AUDIT_TEXT.byItself) },
    { value: 'judge', text: t(AUDIT_TEXT.byJudge) },
    { value: 'progress', text: t(AUDIT_TEXT.byProgress) },
    { value: 'shell', text: t(AUDIT_TEXT.byShell) },
  ];
  const zoneHint = { zh: zoneName, en: zoneName };
  return (
    <form className="form" aria-label={t(AUDIT_TEXT.search)} onSubmit={search}>
      <div className="fields">
        <SelectField
          // Its choice is there only once people are known.
          key={actors.length}
          name="actor"
          label={AUDIT_TEXT.actor}
          defaultValue={given('actor')}
          options={[
            { value: '', text: t(AUDIT_TEXT.anybody) },
            ...actors.map(({ id, name }) => ({ value: id, text: name })),
            ...machines,
          ]}
        />
        <SelectField
          name="action"
          label={AUDIT_TEXT.action}
          defaultValue={given('action')}
          options={[
            all,
            // An address may say only how it begins.
            ...(AUDIT_ACTIONS.includes(given('action')) || given('action') === ''
              ? []
              : [{ value: given('action'), text: given('action') }]),
            ...AUDIT_ACTIONS.map((value) => ({ value, text: t(wordsOfAction(value)) })),
          ]}
        />
        <SelectField
          name="entity"
          label={AUDIT_TEXT.entity}
          defaultValue={given('entity')}
          options={[
            all,
            ...Object.keys(AUDIT_ENTITY_WORDS).map((value) => ({
              value,
              text: t(wordsOfEntity(value)),
            })),
          ]}
        />
        <TextField
          name="entityId"
          label={AUDIT_TEXT.entityId}
          isOptional
          defaultValue={given('entityId')}
        />
        <TextField
          type="datetime-local"
          {...TIMES}
          name="from"
          label={AUDIT_TEXT.from}
          hint={zoneHint}
          isOptional
          defaultValue={time('from')}
        />
        <TextField
          type="datetime-local"
          {...TIMES}
          name="until"
          label={AUDIT_TEXT.until}
          hint={zoneHint}
          isOptional
          defaultValue={time('until')}
        />
      </div>
      <div className="buttons">
        <button type="submit" className="primary">
          {t(AUDIT_TEXT.search)}
        </button>
      </div>
    </form>
  );
}
