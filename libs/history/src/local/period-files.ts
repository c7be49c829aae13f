import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '@lenglian/quantities';
import { PeriodFile } from './period-file.ts';
import { periodFileName, weekOf, weekOfFileName, weekStart, type Week } from './period.ts';

/** The week files that are there, oldest first. */
export function weeksIn(directory: string): Week[] {
  return readdirSync(directory)
    .map(weekOfFileName)
    .filter((week) => week !== undefined)
    .sort((a, b) => a - b);
}

/** The writer's week files: a few of them open, the rest opened when late data ask for them. */
export class PeriodFiles {
  private readonly directory: string;
  private readonly openMax: number;
  /** Least recently used first. */
  private readonly open = new Map<Week, PeriodFile>();
  private weeks: Set<Week>;

  constructor(directory: string, openMax: number) {
    this.directory = directory;
    this.openMax = openMax;
    mkdirSync(directory, { recursive: true });
    this.weeks = new Set(weeksIn(directory));
  }

  /** The weeks of a window (both ends included) that have a file, in order. */
  existing(from: Instant, to: Instant): Week[] {
    const first = weekOf(from);
    const last = weekOf(to);
    return [...this.weeks].filter((week) => week >= first && week <= last).sort((a, b) => a - b);
  }

  /** The file of a week that has one. */
  find(week: Week): PeriodFile | undefined {
    return this.weeks.has(week) ? this.get(week) : undefined;
  }

  /** The file of a week, made when it is not there. */
  get(week: Week): PeriodFile {
    let file = this.open.get(week);
    if (file !== undefined) {
      this.open.delete(week);
    } else {
      this.makeRoom();
      file = PeriodFile.create(this.pathOf(week), week);
      if (!this.weeks.has(week)) this.syncDirectory();
      this.weeks.add(week);
    }
    this.open.set(week, file);
    return file;
  }

  /** Unlinks the weeks that end at or before `instant`. */
  dropBefore(instant: Instant): Week[] {
    const dropped = [...this.weeks].filter((week) => weekStart(week + 1) <= instant);
    for (const week of dropped) {
      this.open.get(week)?.close();
      this.open.delete(week);
      this.weeks.delete(week);
      for (const suffix of ['', '-wal', '-shm'])
        rmSync(this.pathOf(week) + suffix, { force: true });
    }
    if (dropped.length > 0) this.syncDirectory();
    return dropped;
  }

  close(): void {
    for (const file of this.open.values()) file.close();
    this.open.clear();
  }

  private makeRoom(): void {
    for (const [week, file] of this.open) {
      if (this.open.size < this.openMax) return;
      if (file.isInTransaction) file.commit();
      file.close();
      this.open.delete(week);
    }
  }

  private pathOf(week: Week): string {
    return join(this.directory, periodFileName(week));
  }

  /** A new file must survive a power cut, not only its contents. */
  private syncDirectory(): void {
    const directory = openSync(this.directory, 'r');
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  }
}
