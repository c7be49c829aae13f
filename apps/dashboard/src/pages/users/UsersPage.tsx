import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { UserView } from '@lenglian/console-contract';
import { FORM_TEXT, ROLE_WORDS, USER_TEXT, wordsOfProblem } from '@lenglian/wording';
import { usersQuery } from '../../api/user-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo, useSession } from '../../shell/session-context.ts';
import { Failed, Loading, Notice } from '../../ui/Notice.tsx';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { AddUser, ChangeUser } from './UserForms.tsx';

/** Who may sign in, and as what. Only for whoever manages users. */
export default function UsersPage() {
  const { t } = useWording();
  const mayManage = useMayDo('users.manage');
  if (!mayManage) return <Notice title={t(wordsOfProblem('FORBIDDEN'))} />;
  return <Users />;
}

function Users() {
  const { t } = useWording();
  const pages = useInfiniteQuery(usersQuery);
  const [open, setOpen] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const done = (id: string) => {
    setOpen(null);
    setSaved(id);
  };
  return (
    <div className="page page-narrow">
      <header className="page-heading">
        <h1>{t(USER_TEXT.title)}</h1>
        <OpenButton
          isOpen={open === 'new'}
          className="primary at-end"
          onOpen={() => setOpen('new')}
        >
          {t(USER_TEXT.add)}
        </OpenButton>
      </header>
      {open === 'new' && (
        <section className="pane" aria-label={t(USER_TEXT.add)}>
          <h2>{t(USER_TEXT.add)}</h2>
          <AddUser onDone={done} onCancel={() => setOpen(null)} />
        </section>
      )}
      <section className="pane" aria-label={t(USER_TEXT.title)}>
        {pages.isPending && <Loading />}
        {pages.isError && <Failed error={pages.error} onRetry={() => void pages.refetch()} />}
        <ul className="lines">
          {pages.data?.pages
            .flatMap(({ items }) => items)
            .map((user) => (
              <UserLine
                key={user.id}
                user={user}
                isOpen={open === user.id}
                isSaved={saved === user.id}
                onOpen={() => setOpen(user.id)}
                onDone={done}
                onCancel={() => setOpen(null)}
              />
            ))}
        </ul>
        {pages.hasNextPage && (
          <button type="button" className="more" onClick={() => void pages.fetchNextPage()}>
            {t(USER_TEXT.more)}
          </button>
        )}
      </section>
    </div>
  );
}

function UserLine(props: {
  user: UserView;
  isOpen: boolean;
  isSaved: boolean;
  onOpen: () => void;
  onDone: (id: string) => void;
  onCancel: () => void;
}) {
  const { user, isOpen, isSaved } = props;
  const { t } = useWording();
  const { userId } = useSession();
  return (
    <li>
      <div className="line line-user">
        <span>
          <b>{user.displayName}</b>{' '}
          {user.id === userId && <span className="tag">{t(USER_TEXT.you)}</span>}
        </span>
        <span className="dim">{user.username}</span>
        <span>{t(ROLE_WORDS[user.role])}</span>
        <span role="status">
          {user.isDisabled && (
            <span className="tag" data-look="warn">
              {t(USER_TEXT.disabled)}
            </span>
          )}{' '}
          {isSaved && <span className="good">{t(FORM_TEXT.done)}</span>}
        </span>
        <span className="line-number">
          <OpenButton
            isOpen={isOpen}
            label={`${t(USER_TEXT.change)} ${user.displayName}`}
            onOpen={props.onOpen}
          >
            {t(USER_TEXT.change)}
          </OpenButton>
        </span>
      </div>
      {isOpen && <ChangeUser user={user} onDone={props.onDone} onCancel={props.onCancel} />}
    </li>
  );
}
