import type { Duration, Instant } from '@lenglian/quantities';
import type { HistoryWindow } from '../history.ts';

/** What the history asks of its worker. Rows are pages as sample-rows.ts lays them out. */
export type HistoryRequest =
  | { readonly kind: 'page'; readonly window: HistoryWindow; readonly enough: number }
  | {
      readonly kind: 'rollUps';
      readonly window: HistoryWindow;
      readonly width: Duration;
      readonly tailRows: Uint8Array | null;
    };

export type HistoryAnswer =
  | { readonly kind: 'page'; readonly rows: Uint8Array<ArrayBuffer>; readonly next: Instant | null }
  | { readonly kind: 'rollUps'; readonly packed: Float64Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly code: string | undefined; readonly message: string };

export interface NumberedRequest {
  readonly id: number;
  readonly request: HistoryRequest;
}

export interface NumberedAnswer {
  readonly id: number;
  readonly answer: HistoryAnswer;
}
