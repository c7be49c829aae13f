import { describe, expect, it } from '@jest/globals';
import { csvText } from './csv-text.ts';

describe('a cell of an exported table', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a'])(
    'is no formula: %j',
    (text) => {
      expect(csvText(text)).toMatch(/^"?'/);
    },
  );

  it('holds commas, quotes and lines within itself', () => {
    expect(csvText('a,b')).toBe('"a,b"');
    expect(csvText('{"a":1}')).toBe('"{""a"":1}"');
    expect(csvText('a\r\nb')).toBe('"a\r\nb"');
    expect(csvText('=a,"b"')).toBe('"\'=a,""b"""');
  });

  it('is otherwise the text as it is', () => {
    for (const text of ['', '王', 'a=b', 'RFR-1', ' =1', '2025-09-18'])
      expect(csvText(text)).toBe(text);
  });
});
