import type { Clock } from '@lenglian/quantities';
import type { Records } from '@lenglian/records';
import { AlertNews } from '../alerts/alert-news.ts';
import { IncidentNews } from '../incidents/incident-news.ts';
import { IncidentViews } from '../incidents/incident-views.ts';
import { GuestViews } from '../grants/guest-views.ts';
import { everyPage, readJourneyBook, type JourneyBook } from './journey-book.ts';
import { LiveBoard } from './live-board.ts';
import { LiveFeed } from './live-feed.ts';
import { LiveGuests } from './live-guests.ts';
import { LiveIncidents } from './live-incidents.ts';
import { LiveViews } from './live-views.ts';
import { OutlookNews } from './outlook-news.ts';
import { PastSubjects } from './past-subjects.ts';
import { PeopleNames } from './people-names.ts';

/** Everything that the live view is made of. */
export interface LiveParts {
  readonly board: LiveBoard;
  readonly views: LiveViews;
  readonly guestViews: GuestViews;
  readonly feed: LiveFeed;
  readonly people: PeopleNames;
  readonly news: AlertNews;
  readonly outlooks: OutlookNews;
  readonly incidentViews: IncidentViews;
  readonly incidentNews: IncidentNews;
  /** Where things are was read again. What leaves the board is looked up, so that it is seen to go. */
  takeBook(book: JourneyBook): Promise<void>;
}

/**
 * Builds the live view from the records: where things are, and which alerts are live.
 *
 * @param peopleClock by which grants begin and end
 */
export async function openLive(
  records: Records,
  clock: Clock,
  peopleClock: Clock,
): Promise<LiveParts> {
  await records.journeys.settleProvisional();
  const board = new LiveBoard(await readJourneyBook(records, clock.now()));
  const people = new PeopleNames(records);
  const past = new PastSubjects(records);
  const views = new LiveViews(board, people, past);
  const guestViews = new GuestViews(board, views);
  const guests = new LiveGuests(records, guestViews, peopleClock);
  const incidents = new LiveIncidents();
  const incidentViews = new IncidentViews(board, views, people);
  const feed = new LiveFeed({ board, views, guests, clock, incidents, incidentViews });
  const incidentNews = new IncidentNews({ records, incidents, feed, people, views, clock });
  const outlooks = new OutlookNews(board, incidents, feed);
  const news = new AlertNews(board, feed, people, views, incidentNews);
  const alerts = await everyPage((page) => records.alerts.list({ ...page, state: 'live' }));
  await news.learn(alerts);
  await incidentNews.catchUp(alerts);
  const takeBook = async (book: JourneyBook): Promise<void> => {
    const leaving = [...board.book.runs.keys()].map((runId) => ({ runId, lotId: null }));
    await past.learn([...leaving, ...board.alerts()], book);
    board.replaceBook(book);
    // Of what came while we looked.
    await past.learn(board.alerts(), book);
  };
  return {
    ...{ board, views, guestViews, feed, people, news, takeBook },
    ...{ incidentViews, incidentNews, outlooks },
  };
}
