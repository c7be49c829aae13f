/** A line of a structured log. */
export interface LogLine {
  readonly level?: number | string;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

const HIDDEN = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'name', 'v']);
const LOUD = 40;

/** A structured line as one readable line; lines of other shapes stay as they are. */
export function renderLogLine(line: string): { text?: string; parsed?: LogLine } {
  if (!line.startsWith('{')) return { text: line };
  let parsed: LogLine;
  try {
    parsed = JSON.parse(line) as LogLine;
  } catch {
    return { text: line };
  }
  const fields = Object.entries(parsed)
    .filter(([name]) => !HIDDEN.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = [parsed.msg ?? '', ...fields].join(' ').trim();
  return { text: Number(parsed.level) >= LOUD ? `\u001b[33m${text}\u001b[0m` : text, parsed };
}
