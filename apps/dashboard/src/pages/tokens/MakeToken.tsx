import { use, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { newTokenSchema, type MadeTokenView } from '@lenglian/console-contract';
import { DAY } from '@lenglian/quantities';
import { mayDo, TOKEN_RIGHTS, type Right } from '@lenglian/rights';
import { days, RIGHT_WORDS, TOKEN_TEXT, type Words } from '@lenglian/wording';
import { makeToken, tokensQuery } from '../../api/token-queries.ts';
import { useLive } from '../../live/live-context.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useSession } from '../../shell/session-context.ts';
import { Choice } from '../../ui/Choice.tsx';
import { TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { FormProblemsContext } from '../../ui/form/form-problems.ts';
import { textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';

/** Days that a token may be good for; the server allows at most 366. */
const LASTS = ['30', '90', '365'] as const;
type Lasts = (typeof LASTS)[number];

/** What a token is for, how long it is good, and what it may do. */
export function MakeToken(props: { onMade: (made: MadeTokenView) => void; onCancel: () => void }) {
  const { t } = useWording();
  const { clock } = useLive();
  const client = useQueryClient();
  const [lasts, setLasts] = useState<Lasts>('90');
  const state = useForm({
    schema: newTokenSchema,
    read: (data) => ({
      name: textOf(data, 'name'),
      scopes: data.getAll('scopes'),
      expiresAt: Math.round(clock.now()) + Number(lasts) * DAY,
    }),
    send: makeToken,
    onDone: (made) => {
      void client.invalidateQueries(tokensQuery);
      props.onMade(made);
    },
    // What the schema let pass and the api did not is about no single field.
    explain: { INVALID_REQUEST: { field: '', words: TOKEN_TEXT.refused } },
  });
  return (
    <Form
      state={state}
      label={t(TOKEN_TEXT.make)}
      action={TOKEN_TEXT.make}
      onCancel={props.onCancel}
    >
      <div className="fields">
        <TextField name="name" label={TOKEN_TEXT.name} hint={TOKEN_TEXT.nameExplained} />
        <Choice
          label={t(TOKEN_TEXT.lasts)}
          values={LASTS.map((value) => ({ value, text: t(days(Number(value))) }))}
          chosen={lasts}
          onChoose={setLasts}
        />
      </div>
      <Scopes />
    </Form>
  );
}

/** The rights that a token may have and whoever makes it has, first those that change nothing. */
function Scopes() {
  const { t } = useWording();
  const { role } = useSession();
  const problems = use(FormProblemsContext).byField.get('scopes') ?? [];
  const rights = TOKEN_RIGHTS.filter((right) => mayDo(role, right));
  return (
    <fieldset className="group-of-fields token-scopes">
      <legend>{t(TOKEN_TEXT.scopes)}</legend>
      <p className="hint">{t(TOKEN_TEXT.scopesExplained)}</p>
      {problems.map((words) => (
        <p key={words.en} className="problem">
          {t(words)}
        </p>
      ))}
      <ScopesOfKind label={TOKEN_TEXT.look} rights={rights.filter(isLooking)} />
      <ScopesOfKind label={TOKEN_TEXT.act} rights={rights.filter((right) => !isLooking(right))} />
    </fieldset>
  );
}

function isLooking(right: Right): boolean {
  return right.endsWith('.read');
}

function ScopesOfKind(props: { label: Words; rights: readonly Right[] }) {
  const { t } = useWording();
  if (props.rights.length === 0) return null;
  return (
    <fieldset>
      <legend className="label">{t(props.label)}</legend>
      <div className="scope-checks">
        {props.rights.map((right) => (
          <label key={right} className="check-line">
            <input type="checkbox" name="scopes" value={right} />
            {t(RIGHT_WORDS[right])}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
