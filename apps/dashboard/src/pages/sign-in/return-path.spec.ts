import { describe, expect, it } from '@jest/globals';
import { returnPath } from './return-path.ts';

describe('returnPath', () => {
  it.each(['/', '/units/a?range=24h', '/alerts/1?state=all'])('goes back to %s', (path) => {
    expect(returnPath(path)).toBe(path);
  });

  it.each([null, '', 'https://evil.example', '//evil.example', '/\\evil.example', '/sign-in'])(
    'goes to the overview instead of %s',
    (path) => {
      expect(returnPath(path)).toBe('/');
    },
  );
});
