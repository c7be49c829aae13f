import { chromium } from 'playwright-core';
import fs from 'node:fs';
const log = fs.readFileSync('/tmp/h-twin-demo/log', 'utf8');
const pw = /password (\S+)/.exec(log)[1];
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync'] });
const only = process.argv[2];
for (const [name, width, height] of [['desktop', 1440, 900], ['phone', 390, 844]])
  for (const lang of ['zh', 'en']) {
    const key = `${name}-${lang}`; if (only && only !== key) continue;
    const ctx = await b.newContext({ viewport: { width, height }, locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });
    const page = await ctx.newPage();
    const r = await ctx.request.post('http://127.0.0.1:3000/api/v1/auth/login', { data: { username: 'admin', password: pw }, headers: { origin: 'http://127.0.0.1:3000' } });
    if (!r.ok()) console.log(r.status(), await r.text());
    await page.goto('http://127.0.0.1:3000/');
    if (lang === 'en') await page.getByText('English', { exact: true }).click();
    await page.waitForSelector('.card', { timeout: 15000 });
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `shot-${key}-overview.png` });
    await page.goto('http://127.0.0.1:3000/alerts'); await page.waitForTimeout(2500);
    await page.screenshot({ path: `shot-${key}-alerts.png` });
    await ctx.close();
  }
await b.close();
