import { useState } from 'react';
import { passwordChangeSchema } from '@lenglian/console-contract';
import { PASSWORD_TEXT, PROBLEM_WORDS } from '@lenglian/wording';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { useForm } from '../../ui/form/use-form.ts';

/** One's own password, by the old one. */
export default function PasswordPage() {
  const { t } = useWording();
  const [isDone, setDone] = useState(false);
  const state = useForm({
    schema: passwordChangeSchema,
    read: (data) => ({
      oldPassword: data.get('oldPassword'),
      newPassword: data.get('newPassword'),
    }),
    send: (body) => request<unknown>('/auth/password', body),
    onDone: () => setDone(true),
    explain: { WRONG_PASSWORD: { field: 'oldPassword', words: PROBLEM_WORDS.WRONG_PASSWORD } },
  });
  return (
    <div className="page page-form">
      <header className="page-heading">
        <h1>{t(PASSWORD_TEXT.title)}</h1>
      </header>
      <section className="pane" aria-label={t(PASSWORD_TEXT.title)}>
        {isDone ? (
          <p className="good" role="status">
            {t(PASSWORD_TEXT.done)}
          </p>
        ) : (
          <Form state={state} label={t(PASSWORD_TEXT.title)} action={PASSWORD_TEXT.title}>
            <p className="hint">{t(PASSWORD_TEXT.ends)}</p>
            <TextField
              type="password"
              name="oldPassword"
              label={PASSWORD_TEXT.old}
              autoComplete="current-password"
            />
            <TextField
              type="password"
              name="newPassword"
              label={PASSWORD_TEXT.next}
              hint={PASSWORD_TEXT.nextExplained}
              autoComplete="new-password"
            />
          </Form>
        )}
      </section>
    </div>
  );
}
