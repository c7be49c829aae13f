import { describe, expect, it } from '@jest/globals';
import { ColdChainError, ConfigurationError, InternalError, unreachable } from './index.ts';

describe(ColdChainError.name, () => {
  it('is named after its own class and keeps its cause', () => {
    const cause = new InternalError('disk');
    const error = new ConfigurationError('PORT takes 1…65535', { cause });

    expect(error).toMatchObject({ name: 'ConfigurationError', code: 'CONFIGURATION', cause });
    expect(error).toBeInstanceOf(ColdChainError);
  });
});

describe(unreachable.name, () => {
  it('names the case that nobody handled', () => {
    expect(() => unreachable({ kind: 'new' } as never)).toThrow('unhandled case {"kind":"new"}');
  });
});
