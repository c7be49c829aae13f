import { useQueryClient } from '@tanstack/react-query';
import { newUserSchema, userChangeSchema, type UserView } from '@lenglian/console-contract';
import { ROLES } from '@lenglian/rights';
import { FORM_TEXT, ROLE_EXPLAINED, ROLE_WORDS, USER_TEXT } from '@lenglian/wording';
import { sessionQuery } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useSession } from '../../shell/session-context.ts';
import { SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';

/** Spaces belong to a password. */
function passwordOf(data: FormData): string | undefined {
  const password = data.get('password');
  return typeof password === 'string' && password !== '' ? password : undefined;
}

/** The list is asked for anew; one's own change shows in the header too. */
function useSaved(onDone: (id: string) => void): (user: UserView) => void {
  const client = useQueryClient();
  const { userId } = useSession();
  return (user) => {
    void client.invalidateQueries({ queryKey: ['users'] });
    if (user.id === userId) void client.invalidateQueries(sessionQuery);
    onDone(user.id);
  };
}

export function AddUser(props: { onDone: (id: string) => void; onCancel: () => void }) {
  const { t } = useWording();
  const state = useForm({
    schema: newUserSchema,
    read: (data) => ({
      username: textOf(data, 'username'),
      displayName: textOf(data, 'displayName'),
      role: textOf(data, 'role'),
      password: passwordOf(data) ?? null,
    }),
    send: (body) => request<UserView>('/users', body),
    onDone: useSaved(props.onDone),
    explain: { CONFLICT: { field: 'username', words: USER_TEXT.taken } },
  });
  return (
    <Form state={state} label={t(USER_TEXT.add)} action={USER_TEXT.add} onCancel={props.onCancel}>
      <div className="fields">
        <TextField
          name="username"
          label={USER_TEXT.username}
          hint={USER_TEXT.usernameExplained}
          autoCapitalize="none"
        />
        <TextField name="displayName" label={USER_TEXT.displayName} />
        <RoleField role="viewer" />
        <TextField
          type="password"
          name="password"
          label={USER_TEXT.password}
          hint={USER_TEXT.passwordExplained}
          autoComplete="new-password"
        />
      </div>
    </Form>
  );
}

export function ChangeUser(props: {
  user: UserView;
  onDone: (id: string) => void;
  onCancel: () => void;
}) {
  const { user } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const isSelf = useSession().userId === user.id;
  const state = useForm({
    schema: userChangeSchema,
    // What stays is left out: naming the role again would end the user's sessions for nothing.
    read: (data) => {
      const [displayName, role] = [textOf(data, 'displayName'), textOf(data, 'role')];
      const isDisabled = textOf(data, 'state') === 'disabled';
      return {
        ...(displayName !== user.displayName && { displayName }),
        ...(role !== user.role && { role }),
        ...(!isSelf && isDisabled !== user.isDisabled && { isDisabled }),
        password: passwordOf(data),
      };
    },
    send: (body) =>
      request<UserView>(`/users/${encodeURIComponent(user.id)}`, body, 'PATCH', user.revision),
    onDone: useSaved(props.onDone),
    onStale: () => void client.invalidateQueries({ queryKey: ['users'] }),
  });
  return (
    <Form
      state={state}
      label={`${t(USER_TEXT.change)} ${user.displayName}`}
      action={FORM_TEXT.save}
      onCancel={props.onCancel}
    >
      <p className="hint">{t(USER_TEXT.ends)}</p>
      <div className="fields">
        <TextField
          name="displayName"
          label={USER_TEXT.displayName}
          defaultValue={user.displayName}
        />
        <RoleField role={user.role} />
        {!isSelf && (
          <>
            <SelectField
              name="state"
              label={USER_TEXT.state}
              defaultValue={user.isDisabled ? 'disabled' : 'enabled'}
              options={[
                { value: 'enabled', text: t(USER_TEXT.enabled) },
                { value: 'disabled', text: t(USER_TEXT.disabled) },
              ]}
            />
            <TextField
              type="password"
              name="password"
              label={USER_TEXT.newPassword}
              hint={USER_TEXT.newPasswordExplained}
              isOptional
              autoComplete="new-password"
            />
          </>
        )}
      </div>
    </Form>
  );
}

function RoleField(props: { role: UserView['role'] }) {
  const { t, language } = useWording();
  const mark = language === 'zh' ? '：' : ': ';
  return (
    <SelectField
      name="role"
      label={USER_TEXT.role}
      defaultValue={props.role}
      options={ROLES.map((role) => ({
        value: role,
        text: `${t(ROLE_WORDS[role])}${mark}${t(ROLE_EXPLAINED[role])}`,
      }))}
    />
  );
}
