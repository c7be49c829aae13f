/** A decision whose verdict changed since. */
export function reviewOf(alert, now) {
  const before = { ...alert, disposition: 'HOLD' };
  const after = { ...before, peakCelsius: (before.peakCelsius ?? 0) + 2.4, revision: 9 };
  const open = { id: 'review-1', alertId: before.id, lotId: before.lotId, before, after };
  const times = { openedAt: now, changedAt: now, resolvedAt: null };
  return { ...open, ...times, resolvedBy: null, note: null, revision: 1 };
}

/** Somebody who was told of an alert that was taken back. */
export function correctionOf(alert, now) {
  const told = { how: 'ACKNOWLEDGED', toldAt: now - 3_600_000, user: '王值班' };
  const ids = { id: 'correction-1', alertId: alert.id, alert, userId: 'user-1' };
  return { ...ids, ...told, at: now, contactId: null, mergedIntoId: null };
}
