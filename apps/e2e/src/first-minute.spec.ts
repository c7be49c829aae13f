import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ROOT } from '@lenglian/tools';
import { eventually } from './support/eventually.ts';
import { RunningInstallation } from './support/installation.ts';
import { describeWith } from './support/programs.ts';

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The README's own example, word for word, but for the token and the port. */
function readmeExample(token: string, mqttPort: string): string {
  const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const block = readme.split('```').find((part) => part.includes('mosquitto_pub -h')) ?? '';
  return block
    .replace(/^sh\n/, '')
    .replace("'TOKEN'", `'${token}'`)
    .replace('-p 1883', `-p ${mqttPort}`);
}

describeWith(['chromium', 'mosquitto_pub'], 'the first minute of npm start', () => {
  let installation: RunningInstallation;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    installation = new RunningInstallation();
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM_ARGS });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    await installation.says(/history-complete/);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await installation.stop();
    installation.remove();
  }, 60_000);

  it('signs in by the printed link and shows both trains live', async () => {
    await page.goto(await installation.says(/(http:\/\/\S+#token=\S+)/));
    await page.getByRole('heading', { name: '香梨号' }).waitFor();
    await page.getByRole('heading', { name: '新梅号' }).waitFor();
    await page.getByText('演示数据').first().waitFor();
    const boxes = page.getByRole('link', { name: /号位 XJLU/ });
    // Each train's boxes come with a snapshot of their own, after its heading.
    const count = await eventually('every box', async () => {
      const shown = await boxes.count();
      return shown >= 54 ? shown : undefined;
    });
    expect(count).toBe(54);
  });

  it('changes values without being asked to', async () => {
    const train = async (): Promise<string> =>
      (await page.getByRole('link', { name: /号位 XJLU/ }).allInnerTexts())
        .join(' ')
        .replace(/\d+\s*(秒|分)/g, '');
    const before = await train();
    await eventually('another temperature', async () =>
      (await train()) === before ? undefined : true,
    );
  });

  it("shows the alert that the README's example raises, and takes it over", async () => {
    const token = await installation.says(/token (\S+) /);
    const mqttPort = await installation.says(/mqtt:\/\/127\.0\.0\.1:(\d+)/);
    const published = spawnSync('bash', ['-c', readmeExample(token, mqttPort)], {
      encoding: 'utf8',
    });
    expect(published.stderr).toBe('');

    const card = page.getByRole('article', { name: /超温.*3003014/ }).first();
    await card.waitFor();
    await card.getByRole('button', { name: '接手' }).click();
    await page.getByRole('button', { name: '确认接手' }).click();
    const state = await eventually('the acknowledged alert', async () => {
      const alerts = await page.evaluate(async () => {
        const answer = await fetch('/api/v1/alerts?state=ACKNOWLEDGED');
        return ((await answer.json()) as { items: { unitCode: string; acknowledgedBy: string }[] })
          .items;
      });
      return alerts.find(({ unitCode }) => unitCode === 'XJLU3003014');
    });
    expect(state.acknowledgedBy).toBe('admin');
  });

  it('draws the last six days of a box with its band', async () => {
    expect(await page.getByText('页面出错').count()).toBe(0);
    await page
      .getByRole('link', { name: /^19 号位/ })
      .first()
      .click();
    await page.getByRole('heading', { name: /XJLU/ }).waitFor();
    await page.locator('canvas').first().waitFor();
  });

  it('records that a lot changed hands, and who answers for it since', async () => {
    await page.locator('.lot').getByRole('link').first().click();
    const record = page.getByRole('button', { name: '登记交接' });
    await record.click();
    await page.getByLabel('交方', { exact: true }).fill('伽师冷库');
    await record.click();
    await page.getByText('必填。').waitFor();
    await page.getByLabel('接方', { exact: true }).fill('乌铁物流');
    await record.click();
    await page.getByRole('button', { name: '接方已在纸质单据上签字' }).click();
    await page.getByRole('button', { name: '确认', exact: true }).click();
    await page.getByText('双方已确认').waitFor();
    await page.getByRole('region', { name: '保管与超限' }).getByText('乌铁物流').waitFor();
  });

  it('speaks English when asked, and fits a phone', async () => {
    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      storageState: await context.storageState(),
    });
    const small = await phone.newPage();
    await small.goto(new URL('/', page.url()).href);
    await small.getByRole('heading', { name: '香梨号' }).waitFor();
    const width = await small.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(390);
    await small.getByRole('button', { name: 'English' }).click();
    await eventually('an English page', async () =>
      (await small.evaluate('document.documentElement.lang')) === 'en' ? true : undefined,
    );
    const lot = new URL(page.url()).pathname;
    for (const place of ['/alerts', '/runs', '/hand-overs', '/users', '/password', lot]) {
      await small.goto(new URL(place, page.url()).href);
      await small.locator('main h1').waitFor();
      const wide = await small.evaluate<number>('document.documentElement.scrollWidth');
      expect({ place, fits: wide <= 390 }).toEqual({ place, fits: true });
    }
    await phone.close();
  });

  it('ends with everything it started when it is asked to', async () => {
    expect(installation.survivors().length).toBeGreaterThanOrEqual(4);
    expect(await installation.stop('SIGINT')).toBe(0);
    expect(installation.survivors()).toEqual([]);
  });
});
