import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemSchema } from '@lenglian/console-contract';
import { runApi, type ApiUnderTest } from '../testing/running-api.ts';

let sut: ApiUnderTest;
beforeAll(async () => {
  sut = await runApi();
  // The console's directory, in which these would never be.
  await put('api/health', 'a file');
  await put('api/v1/nowhere.txt', 'a file');
  await put('metrics', 'a file');
  await put('assets/main-1a2b3c.js', 'a script');
  await put('apiary.txt', 'bees');
  await put('index.html', '<title>console</title>');
});
afterAll(() => sut.close());

async function put(path: string, text: string): Promise<void> {
  const file = join(sut.dataDirectory, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const get = (path: string) => fetch(`${sut.url}${path}`);

describe('the files of the console', () => {
  it('are not looked for where the api answers', async () => {
    expect(await (await get('/api/health')).json()).toMatchObject({ status: 'ok' });
    expect(await (await get('/metrics')).text()).not.toBe('a file');
    const missing = await get('/api/v1/nowhere.txt');
    expect(missing.status).toBe(404);
    expect(problemSchema.parse(await missing.json()).status).toBe(404);
  });

  it('are served by their path, those with a hash in their name for good', async () => {
    const script = await get('/assets/main-1a2b3c.js');
    expect(await script.text()).toBe('a script');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const other = await get('/apiary.txt');
    expect(await other.text()).toBe('bees');
    expect(other.headers.get('cache-control')).toBe('no-cache');
    expect((await get('/assets/none.js')).status).toBe(404);
  });

  it('give its one page for every other path', async () => {
    for (const path of ['/', '/units/1', '/apiary']) {
      expect(await (await get(path)).text()).toBe('<title>console</title>');
    }
  });
});
