import { describe, expect, it } from '@jest/globals';
import { request } from './request.ts';

function answering(status: number, text: string): void {
  globalThis.fetch = () => Promise.resolve(new Response(text, { status }));
}

describe('request', () => {
  it('gives the answer as it is', async () => {
    answering(200, '{"a":1}');
    await expect(request('/runs')).resolves.toEqual({ a: 1 });
  });

  it('gives nothing for an empty answer', async () => {
    globalThis.fetch = () => Promise.resolve(new Response(null, { status: 204 }));
    await expect(request('/auth/logout', {})).resolves.toBeUndefined();
  });

  it('throws a problem by its code', async () => {
    answering(409, '{"status":409,"code":"ALERT_NOT_LIVE","title":"over"}');
    await expect(request('/x')).rejects.toMatchObject({ code: 'ALERT_NOT_LIVE', status: 409 });
  });

  it.each([
    [502, 'UNAVAILABLE'],
    [404, 'NOT_FOUND'],
    [400, 'INVALID_REQUEST'],
  ])('makes a problem of a page that something in between sent (%d)', async (status, code) => {
    answering(status, '<html>gateway</html>');
    await expect(request('/x')).rejects.toMatchObject({ code, status });
  });

  it('says that the server cannot be reached', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('network'));
    await expect(request('/x')).rejects.toMatchObject({ code: 'UNREACHABLE', status: 0 });
  });
});
