import { describe, expect, it } from '@jest/globals';
import { parseLogLine, renderLogLine } from './log-line.ts';

describe('a log line', () => {
  it('is rendered as its message and fields, without what every line has', () => {
    expect(
      renderLogLine(
        '{"level":"info","time":"2026-09-01T00:00:00Z","process":"broker","msg":"listening","mqttPort":1883}',
      ),
    ).toBe('listening mqttPort=1883');
  });

  it('is coloured from warnings on', () => {
    expect(renderLogLine('{"level":"warn","msg":"careful"}')).toContain('\u001b[33m');
  });

  it('stays as it is when it is not structured', () => {
    expect(renderLogLine('plain text')).toBe('plain text');
    expect(renderLogLine('{half')).toBe('{half');
    expect(parseLogLine('{half')).toBeUndefined();
  });
});
