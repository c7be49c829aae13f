import type { Audited, ReadableDatabase } from '../database/audited.ts';
import { readCounter } from '../database/counters.ts';
import type { AlertRecords } from './alert.ts';
import { findAlert } from './alert-rows.ts';
import { applyBeliefs, applyVerdicts } from './apply-verdicts.ts';
import { changeAlerts, fallDueAlerts } from './change-alert.ts';
import { listCorrections } from './corrections.ts';
import { readHistory } from './keep-history.ts';
import { listAlerts } from './list-alerts.ts';
import { dispositionOfLot } from './lot-disposition.ts';
import { findReview, listReviews } from './reviews.ts';

export function alertRecords(database: ReadableDatabase, audited: Audited): AlertRecords {
  return {
    applyVerdicts: (changes) => applyVerdicts(database, audited, changes),
    applyBeliefs: (actor, beliefs) => applyBeliefs(audited, actor, beliefs),
    verdictCursor: () => readCounter(database, 'verdicts'),
    list: (filter) => listAlerts(database, filter),
    get: (id) => findAlert(database, id),
    history: (id, page) => readHistory(database, id, page),
    ...changeAlerts(audited),
    fallDue: (now) => fallDueAlerts(database, audited, now),
    reviews: (filter) => listReviews(database, filter),
    review: (id) => findReview(database, id),
    corrections: (filter) => listCorrections(database, filter),
    dispositionOfLot: (lotId) => dispositionOfLot(database, lotId),
  };
}
