import { useQueryClient } from '@tanstack/react-query';
import { newContactSchema, type ContactView } from '@lenglian/console-contract';
import { CONTACTS_TEXT, wordsOfContactRole, wordsOfLanguage } from '@lenglian/wording';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { SelectField, TextField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';

const { role: ROLE, language: LANGUAGE } = newContactSchema.shape;

/** Puts down whom to call. */
export function AddContact(props: {
  subjectKind: ContactView['subjectKind'];
  subjectId: string;
  legOrdinal: number | null;
  /** Those for whom somebody may stand in. */
  contacts: readonly ContactView[];
  onClose: () => void;
}) {
  const { subjectKind, subjectId, legOrdinal, contacts, onClose } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const state = useForm({
    schema: newContactSchema,
    read: (data) => ({
      ...{ subjectKind, subjectId, legOrdinal },
      role: textOf(data, 'role'),
      name: textOf(data, 'name') ?? '',
      // People write numbers in groups.
      phone: (textOf(data, 'phone') ?? '').replace(/[\s()-]/g, ''),
      language: textOf(data, 'language'),
      hours: textOf(data, 'hours'),
      deputyOfId: textOf(data, 'deputyOfId'),
    }),
    send: (body) => request<unknown>('/contacts', body),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['contacts', subjectKind, subjectId] });
      onClose();
    },
  });
  return (
    <Form state={state} label={t(CONTACTS_TEXT.add)} action={CONTACTS_TEXT.add} onCancel={onClose}>
      <div className="fields">
        <SelectField
          name="role"
          label={CONTACTS_TEXT.role}
          options={ROLE.options.map((value) => ({ value, text: t(wordsOfContactRole(value)) }))}
        />
        <TextField name="name" label={CONTACTS_TEXT.name} />
        <TextField name="phone" label={CONTACTS_TEXT.phone} hint={CONTACTS_TEXT.phoneHint} />
        <SelectField
          name="language"
          label={CONTACTS_TEXT.language}
          options={LANGUAGE.unwrap().options.map((value) => ({
            value,
            text: t(wordsOfLanguage(value)),
          }))}
        />
        <TextField name="hours" label={CONTACTS_TEXT.hours} isOptional />
        {contacts.length > 0 && (
          <SelectField
            name="deputyOfId"
            label={CONTACTS_TEXT.deputyFor}
            options={[
              { value: '', text: t(CONTACTS_TEXT.nobody) },
              ...contacts.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
        )}
      </div>
    </Form>
  );
}
