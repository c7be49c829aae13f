import { queryOptions } from '@tanstack/react-query';
import { contactSchema, type ContactView } from '@lenglian/console-contract';
import { askAll } from './ask.ts';

/** Whom to call about something. */
export function contactsQuery(subjectKind: ContactView['subjectKind'], subjectId: string) {
  const query = new URLSearchParams({ subjectKind, subjectId });
  return queryOptions({
    queryKey: ['contacts', subjectKind, subjectId],
    queryFn: () => askAll(contactSchema, `/contacts?${query.toString()}`),
  });
}
