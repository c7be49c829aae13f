import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'react-router';
import { dialledSchema, type ContactView } from '@lenglian/console-contract';
import { CONTACTS_TEXT, wordsOfContactRole, wordsOfLanguage } from '@lenglian/wording';
import { contactsQuery } from '../../api/contact-queries.ts';
import { noticeSignedOut } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Failed, Loading, useErrorText } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { AddContact } from './AddContact.tsx';

interface Subject {
  readonly subjectKind: ContactView['subjectKind'];
  readonly subjectId: string;
}

/** Whom to call about a place, a unit or a run; a number is told while an alert about it is live. */
export default function Contacts(
  props: Subject & { alertId?: string | undefined; children?: ReactNode },
) {
  const { subjectKind, subjectId, alertId } = props;
  const { t } = useWording();
  const contacts = useQuery(contactsQuery(subjectKind, subjectId));
  const section = useScrolledTo('#contacts');
  return (
    <section ref={section} id="contacts" className="pane" aria-label={t(CONTACTS_TEXT.title)}>
      <ContactList
        {...{ subjectKind, subjectId, alertId }}
        legOrdinal={null}
        contacts={contacts.data ?? []}
      >
        {(add) => (
          <div className="pane-heading">
            <h2>{t(CONTACTS_TEXT.title)}</h2>
            {add}
          </div>
        )}
      </ContactList>
      {contacts.isPending && <Loading />}
      {contacts.isError && (
        <Failed error={contacts.error} onRetry={() => void contacts.refetch()} />
      )}
      {contacts.data?.length === 0 && <p className="dim">{t(CONTACTS_TEXT.none)}</p>}
      {(contacts.data?.length ?? 0) > 0 && <p className="hint">{t(CONTACTS_TEXT.callExplained)}</p>}
      {props.children}
    </section>
  );
}

/** The address names it: whoever follows a link to it wants to see it, once it is there. */
function useScrolledTo(name: string) {
  const { hash } = useLocation();
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (hash === name) section.current?.scrollIntoView?.({ block: 'start' });
  }, [hash, name]);
  return section;
}

/** Whom to call about one leg of a run, within what is said of that leg. */
export function LegContacts(props: {
  runId: string;
  /** From 0. */
  legOrdinal: number;
  /** "库车 → 怀化" */
  name: string;
  alertId: string | undefined;
}) {
  const { runId, legOrdinal, name, alertId } = props;
  const { t } = useWording();
  // All legs of the run share one answer.
  const contacts = useQuery(contactsQuery('leg', runId));
  const title = `${t(CONTACTS_TEXT.title)} ${name}`;
  return (
    <section className="leg-contacts" aria-label={title}>
      <ContactList
        {...{ subjectKind: 'leg', subjectId: runId, legOrdinal, alertId }}
        contacts={(contacts.data ?? []).filter((contact) => contact.legOrdinal === legOrdinal)}
        addLabel={`${t(CONTACTS_TEXT.add)} ${name}`}
      />
      {contacts.isError && <Problem error={contacts.error} />}
    </section>
  );
}

/** The contacts of one subject, and the form that adds one. */
function ContactList(
  props: Subject & {
    legOrdinal: number | null;
    alertId: string | undefined;
    contacts: readonly ContactView[];
    /** Where the button alone would not say what of. */
    addLabel?: string;
    /** What stands above, with the button in it; without it the button stands below. */
    children?: (add: ReactNode) => ReactNode;
  },
) {
  const { subjectKind, subjectId, legOrdinal, alertId, contacts, addLabel, children } = props;
  const { t } = useWording();
  const mayManage = useMayDo('contacts.manage');
  const [isAdding, setAdding] = useState(false);
  const add = mayManage && (
    <OpenButton
      isOpen={isAdding}
      onOpen={() => setAdding(true)}
      {...(addLabel !== undefined && { label: addLabel })}
    >
      {t(CONTACTS_TEXT.add)}
    </OpenButton>
  );
  return (
    <>
      {children?.(add)}
      <ul className="lines">
        {contacts.map((contact) => (
          <Contact
            key={contact.id}
            contact={contact}
            principal={contacts.find(({ id }) => id === contact.deputyOfId)}
            alertId={alertId}
          />
        ))}
      </ul>
      {children === undefined && add}
      {isAdding && (
        <AddContact
          {...{ subjectKind, subjectId, legOrdinal, contacts }}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function Contact(props: {
  contact: ContactView;
  principal: ContactView | undefined;
  alertId: string | undefined;
}) {
  const { contact, principal, alertId } = props;
  const { t } = useWording();
  const mayDial = useMayDo('contacts.dial');
  const mayManage = useMayDo('contacts.manage');
  return (
    <li className="contact">
      <span className="label">{t(wordsOfContactRole(contact.role))}</span>
      <b>{contact.name}</b>
      <span>{t(wordsOfLanguage(contact.language))}</span>
      {contact.hours !== null && <span>{contact.hours}</span>}
      {principal !== undefined && (
        <span className="dim">
          {t(CONTACTS_TEXT.deputyOf)} {principal.name}
        </span>
      )}
      {contact.note !== null && <span className="dim">{contact.note}</span>}
      {mayDial && alertId !== undefined ? (
        <Dial contact={contact} alertId={alertId} />
      ) : (
        <span className="dim">{contact.phone}</span>
      )}
      {mayManage && <Remove contact={contact} />}
    </li>
  );
}

/** Asks for the number, then leaves it to the telephone. */
export function Dial(props: { contact: ContactView; alertId: string }) {
  const { contact, alertId } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const dial = useMutation({
    mutationFn: async () =>
      dialledSchema.parse(await request<unknown>(`/contacts/${contact.id}/dial`, { alertId })),
    onError: (error) => noticeSignedOut(client, error),
  });
  if (dial.data !== undefined) return <a href={`tel:${dial.data.phone}`}>{dial.data.phone}</a>;
  return (
    <>
      <button
        type="button"
        className="primary"
        disabled={dial.isPending}
        aria-label={`${t(CONTACTS_TEXT.call)} ${contact.name}`}
        onClick={() => dial.mutate()}
      >
        {t(CONTACTS_TEXT.call)} {contact.phone}
      </button>
      {dial.isError && <Problem error={dial.error} />}
    </>
  );
}

/** At the second click: name and number are gone for good. */
function Remove(props: { contact: ContactView }) {
  const { contact } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => request<unknown>(`/contacts/${contact.id}/remove`, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['contacts'] }),
    onError: (error) => noticeSignedOut(client, error),
  });
  const words = isAsked ? CONTACTS_TEXT.removeReally : CONTACTS_TEXT.remove;
  return (
    <button
      type="button"
      className="plain"
      disabled={remove.isPending}
      aria-label={`${t(words)} ${contact.name}`}
      onClick={() => (isAsked ? remove.mutate() : setAsked(true))}
    >
      {t(words)}
    </button>
  );
}

function Problem(props: { error: Error }) {
  return <span className="problem">{useErrorText(props.error)}</span>;
}
