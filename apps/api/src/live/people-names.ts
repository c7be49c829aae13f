import type { Records } from '@lenglian/records';
import type { NamesOfPeople } from './live-views.ts';

/** Users are few, and a changed display name may wait for the next start. */
export class PeopleNames implements NamesOfPeople {
  private readonly names = new Map<string, string>();
  private readonly records: Records;

  constructor(records: Records) {
    this.records = records;
  }

  /** The display name, or the id of somebody not looked up. */
  nameOf(userId: string): string {
    return this.names.get(userId) ?? userId;
  }

  /** Looks up whoever is not known yet. */
  async learn(userIds: Iterable<string | null>): Promise<void> {
    for (const userId of userIds) {
      if (userId === null || this.names.has(userId)) continue;
      const user = await this.records.users.get(userId);
      if (user) this.names.set(userId, user.displayName);
    }
  }
}
