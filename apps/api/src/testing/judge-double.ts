import type { VerdictChange } from '@lenglian/breaches';
import type { JournalPosition } from '@lenglian/journal';
import type { Instant } from '@lenglian/quantities';
import type { Reading } from '@lenglian/readings';
import type { PlacementSnapshot } from '@lenglian/records';
import type {
  DevicePosition,
  DeviceUpdate,
  JudgePort,
  JudgeStatus,
  LotOutlook,
  QuarantineItem,
} from '../judge/judge-port.ts';

/** A judge without a journal: it says what a test makes it say. */
export class JudgeDouble implements JudgePort {
  readonly placements: PlacementSnapshot[] = [];
  readonly quarantineItems: QuarantineItem[] = [];
  wakes = 0;
  now: Instant | null = null;
  lagSeconds = 0;
  private verdictHandler: (changes: VerdictChange[]) => Promise<void> = () => Promise.resolve();
  private deviceHandler: (updates: DeviceUpdate[]) => void = () => undefined;
  private outlookHandler: (outlooks: LotOutlook[]) => void = () => undefined;
  private positionHandler: (positions: DevicePosition[]) => void = () => undefined;
  private quarantineHandler: (item: QuarantineItem) => void = () => undefined;
  private safeHandler: (position: JournalPosition) => void = () => undefined;

  start(placements: PlacementSnapshot): Promise<void> {
    this.placements.push(placements);
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  place(placements: PlacementSnapshot): void {
    this.placements.push(placements);
  }

  wake(): void {
    this.wakes++;
  }

  onNow(): void {
    // Its now is what a test sets.
  }

  onVerdicts(handler: (changes: VerdictChange[]) => Promise<void>): void {
    this.verdictHandler = handler;
  }

  onDevices(handler: (updates: DeviceUpdate[]) => void): void {
    this.deviceHandler = handler;
  }

  onOutlooks(handler: (outlooks: LotOutlook[]) => void): void {
    this.outlookHandler = handler;
  }

  onPositions(handler: (positions: DevicePosition[]) => void): void {
    this.positionHandler = handler;
  }

  onQuarantined(handler: (item: QuarantineItem) => void): void {
    this.quarantineHandler = handler;
  }

  onSafePosition(handler: (position: JournalPosition) => void): void {
    this.safeHandler = handler;
  }

  /** As if the judge had proven something. */
  decide(...changes: VerdictChange[]): Promise<void> {
    return this.verdictHandler(changes);
  }

  hear(...updates: DeviceUpdate[]): void {
    this.deviceHandler(updates);
  }

  foretell(...outlooks: LotOutlook[]): void {
    this.outlookHandler(outlooks);
  }

  locate(...positions: DevicePosition[]): void {
    this.positionHandler(positions);
  }

  quarantineNow(item: QuarantineItem): void {
    this.quarantineItems.push(item);
    this.quarantineHandler(item);
  }

  reachSafely(position: JournalPosition): void {
    this.safeHandler(position);
  }

  refused(): void {
    // No historian in this layer.
  }

  status(): Promise<JudgeStatus> {
    return Promise.resolve({
      position: null,
      end: null,
      lagSeconds: this.lagSeconds,
      backlogEntries: 0,
      readingsJudged: 0,
      entriesLost: 0,
      messagesQuarantined: this.quarantineItems.length,
      unpackedSamples: 0,
      now: this.now,
      ...{ isSettled: true, placementsVersion: this.placements.at(-1)?.version ?? null },
    });
  }

  tail(): Promise<Reading[]> {
    return Promise.resolve([]);
  }

  quarantine({ organisationId }: { organisationId: string }): Promise<{
    items: QuarantineItem[];
    nextCursor: string | null;
  }> {
    const items = this.quarantineItems.filter((item) => item.organisationId === organisationId);
    return Promise.resolve({ items, nextCursor: null });
  }

  quarantined(id: string): Promise<QuarantineItem | undefined> {
    return Promise.resolve(this.quarantineItems.find((item) => item.id === id));
  }

  replay(): Promise<boolean> {
    return Promise.resolve(true);
  }

  copied(): void {
    // Nothing is queued here.
  }

  copiedRange(): void {
    // Nothing is queued here.
  }
}
