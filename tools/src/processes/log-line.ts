/** A line of a structured log. */
export interface LogLine {
  readonly level?: string;
  readonly msg?: string;
  readonly [field: string]: unknown;
}

const HIDDEN = new Set(['level', 'time', 'msg', 'process', 'v']);
const LOUD = new Set(['warn', 'error', 'fatal']);

/** The fields of a structured line; undefined for lines of other shapes. */
export function parseLogLine(line: string): LogLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return undefined;
  }
}

/** A structured line as one readable line; lines of other shapes stay as they are. */
export function renderLogLine(line: string): string {
  const parsed = parseLogLine(line);
  if (!parsed) return line;
  const fields = Object.entries(parsed)
    .filter(([name]) => !HIDDEN.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = [parsed.msg ?? '', ...fields].join(' ').trim();
  return LOUD.has(parsed.level ?? '') ? `\u001b[33m${text}\u001b[0m` : text;
}
