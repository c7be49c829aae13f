import type { Clock } from '@lenglian/quantities';
import type { Records } from '@lenglian/records';
import { AlertNews } from '../alerts/alert-news.ts';
import { everyPage, readJourneyBook } from './journey-book.ts';
import { LiveBoard } from './live-board.ts';
import { LiveFeed } from './live-feed.ts';
import { LiveViews } from './live-views.ts';
import { PeopleNames } from './people-names.ts';

/** Everything that the live view is made of. */
export interface LiveParts {
  readonly board: LiveBoard;
  readonly views: LiveViews;
  readonly feed: LiveFeed;
  readonly people: PeopleNames;
  readonly news: AlertNews;
}

/** Builds the live view from the records: where things are, and which alerts are live. */
export async function openLive(records: Records, clock: Clock): Promise<LiveParts> {
  const board = new LiveBoard(await readJourneyBook(records, clock.now()));
  const people = new PeopleNames(records);
  const views = new LiveViews(board, people);
  const feed = new LiveFeed(board, views, clock);
  const news = new AlertNews(board, feed, people);
  await news.publish(await everyPage((page) => records.alerts.list({ ...page, state: 'live' })));
  return { board, views, feed, people, news };
}
