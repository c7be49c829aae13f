import type { AuditEntry, GrantView } from '@lenglian/console-contract';
import { DAY, HOUR, type Instant } from '@lenglian/quantities';

/** The latest first. */
export function makeFixtureAudit(now: Instant): AuditEntry[] {
  const entry = (id: number, actor: string, action: string, entity: string, entityId: string) => ({
    ...{ id: `0193f2a0-0000-7000-8000-00000000000${id}`, at: now - id * HOUR },
    ...{ actor, action, entity, entityId, reason: null, before: null, after: null },
  });
  return [
    {
      ...entry(1, 'user-2', 'lot.change', 'lot', 'lot-plum-3'),
      ...{
        before: { code: 'LXM0003', brixDegrees: 18 },
        after: { code: 'LXM0003', brixDegrees: 19.5 },
      },
      reason: '复测糖度',
    },
    {
      ...entry(2, 'user-1', 'run.setState', 'run', 'plum'),
      ...{ before: { state: 'LOADING' }, after: { state: 'IN_TRANSIT', at: now - 2 * HOUR } },
    },
    {
      ...entry(3, 'user-1', 'run.reportLeg', 'run', 'pear'),
      before: [{ departedAt: now - 40 * HOUR, arrivedAt: null }],
      after: { leg: 1, legs: [{ departedAt: now - 39 * HOUR, arrivedAt: now - 3 * HOUR }] },
    },
    {
      ...entry(4, 'system', 'session.open', 'session', '0193f2a0-7d4c-7000-8000-0251460c16b4'),
      after: { userId: '0193f2a0-7d4c-7000-8000-0251460c16b4' },
    },
    {
      ...entry(5, 'shell', 'user.add', 'user', 'user-2'),
      after: { username: 'zhiliang', displayName: '古丽', role: 'quality', isDisabled: false },
    },
  ];
}

/** One holds, one is over. */
export function makeFixtureGrants(now: Instant): GrantView[] {
  const grant = (id: number, change: Partial<GrantView>): GrantView => ({
    ...{ id: `grant-${id}`, organisationId: 'demo', granteeOrganisationId: 'urumqi-rail' },
    ...{ kind: 'custody', subjectId: 'pear', legOrdinal: null, grantedBy: 'user-1' },
    ...{ validFrom: now - DAY, validUntil: now + DAY, grantedAt: now - DAY, revokedAt: null },
    ...change,
  });
  return [
    grant(1, { legOrdinal: 0 }),
    grant(2, { kind: 'consignee', subjectId: 'lot-plum-3', granteeOrganisationId: 'xian-port' }),
    grant(3, { kind: 'lessor', subjectId: 'RFR-plum-003', validUntil: now - HOUR }),
    grant(4, { kind: 'lessor', subjectId: 'RFR-plum-004', revokedAt: now - HOUR }),
  ];
}
