/** One line of the result, as the contract fixes it. */
export interface Row {
  readonly name: string;
  readonly variant: string;
  readonly value: number;
  readonly unit: string;
  readonly bound: number | null;
  /** Whether the value is as good as the bound, and everything that came out was right. */
  readonly met: boolean | null;
  /** The same load on broker and journal alone, where that makes sense. */
  readonly ceiling: number | null;
  readonly ratio: number | null;
  /** What was wrong, or how it was measured, in a few words. */
  readonly note?: string;
}

/** A row whose value should reach its bound. */
export function atLeast(row: Omit<Row, 'met' | 'ratio'>, isRight = true): Row {
  return {
    ...row,
    met: row.bound === null ? null : isRight && row.value >= row.bound,
    ratio: row.ceiling === null ? null : row.value / row.ceiling,
  };
}

/** A row whose value should stay under its bound. */
export function atMost(row: Omit<Row, 'met' | 'ratio'>, isRight = true): Row {
  return {
    ...row,
    met: row.bound === null ? null : isRight && row.value <= row.bound,
    ratio: null,
  };
}

/** The rows as text, in columns. */
export function toTable(rows: readonly Row[]): string {
  const heads = ['name', 'variant', 'value', 'unit', 'bound', 'met', 'ceiling', 'ratio', 'note'];
  const lines = rows.map((row) => [
    row.name,
    row.variant,
    figure(row.value),
    row.unit,
    row.bound === null ? '' : figure(row.bound),
    row.met === null ? '' : row.met ? 'yes' : 'NO',
    row.ceiling === null ? '' : figure(row.ceiling),
    row.ratio === null ? '' : row.ratio.toFixed(2),
    row.note ?? '',
  ]);
  const widths = heads.map((head, i) =>
    Math.max(head.length, ...lines.map((line) => (line[i] ?? '').length)),
  );
  return [heads, ...lines]
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function figure(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : value.toFixed(value < 10 ? 2 : 1);
}
