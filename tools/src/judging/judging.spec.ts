import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { RULES, SEVERITIES, isBreach, type RuleApart, type RuleCode } from '@lenglian/breaches';
import { heldRules } from '@lenglian/breaches/testing';
import { ALERT_STATE_WORDS, RULE_WORDS, SEVERITY_WORDS } from '@lenglian/wording';
import { aFrozenProfile, aProfile } from '@lenglian/limits/testing';
import { MINUTE } from '@lenglian/quantities';
import { ROOT } from '../processes/stack.ts';
import { PICTURES, drawAll } from './draw-all.ts';
import { RULE_PICTURES } from './rule-pictures.ts';
import { tellTrace } from './told-trace.ts';

const TEXT = readFileSync(path.join(ROOT, 'docs/judging.md'), 'utf8');
const drawn = drawAll();
const inTraces = RULES.filter((rule) => isBreach(rule)) as Exclude<RuleCode, RuleApart>[];

/** The cells of the row that gives a rule's numbers: of its own table, or of one that names rules. */
function rowOf(rule: RuleCode): { waits: string; back: string; hysteresis: string } {
  const rows = TEXT.split('\n').filter((line) => line.startsWith('| '));
  const shared = rows.find((row) =>
    row
      .split('|')[1]
      ?.split(', ')
      .some((c) => c.trim() === rule),
  );
  const section = TEXT.slice(TEXT.indexOf(`### ${rule} `)).split('\n');
  const own = section[section.findIndex((line) => line.startsWith('|---')) + 1] ?? '';
  const cells = (shared ?? own).split('|').map((cell) => cell.trim());
  const [waits = '', back = '', hysteresis = ''] = cells.slice(shared ? 3 : 2);
  return { waits, back, hysteresis };
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(/\d+(\.\d+)?/g)].map(([found]) => Number(found));
}

describe('docs/judging.md', () => {
  it.each(RULES)('has a section on %s, with its words in Chinese and English', (rule) => {
    const { zh, en } = RULE_WORDS[rule];

    expect(TEXT).toContain(`\n### ${rule} · ${zh} · ${en}\n`);
    expect([zh, en]).not.toContain('');
  });

  it.each(inTraces)('shows a worked trace that raises %s', (rule) => {
    const { trace } = RULE_PICTURES[rule];

    expect(tellTrace(trace).episodes.map(({ episode }) => episode.rule)).toContain(rule);
    expect(TEXT).toContain(`![${rule}](judging/${rule}.svg)`);
  });

  it('names every severity and every state in Chinese', () => {
    for (const severity of SEVERITIES)
      expect(TEXT).toContain(`| ${severity} | ${SEVERITY_WORDS[severity].zh} |`);
    for (const [state, { zh }] of Object.entries(ALERT_STATE_WORDS))
      expect(TEXT).toContain(`| ${state} | ${zh} |`);
  });

  it('gives the delays, times to be back and hysteresis of the default rules', () => {
    const asked = { delay: 120 * MINUTE, backInRange: 60 * MINUTE, hysteresis: 0.2 };
    const humid = { ...asked, delay: 360 * MINUTE, hysteresis: 3 };
    const atmosphere = {
      co2: { ...asked, limit: 1 },
      humidity: { ...humid, low: 50, high: 65, margin: 5 },
    };
    const profiles = [aProfile({ rules: atmosphere }), aFrozenProfile()];
    const wrong = profiles.flatMap(heldRules).filter((rule) => {
      const { waits, back, hysteresis } = rowOf(rule.code);
      const waited = numbersIn(waits);
      return (
        rule.watches.some(
          ({ delay }) => Number.isFinite(delay) && !waited.includes(delay / MINUTE),
        ) ||
        Number(back) !== rule.backInRange / MINUTE ||
        (hysteresis === '–' ? 0 : Number(hysteresis)) !== rule.hysteresis
      );
    });

    expect(wrong.map(({ code }) => code)).toEqual([]);
  });

  it('is read in one go, and every file it names is there', () => {
    const files = [...TEXT.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] as string);

    expect(TEXT.split('\n').length).toBeLessThanOrEqual(270);
    expect(files.filter((file) => !existsSync(path.join(ROOT, 'docs', file)))).toEqual([]);
  });
});

describe('the pictures in docs/judging', () => {
  it('are those that are drawn now, and no others (else: npm run judging-pictures)', () => {
    expect(readdirSync(PICTURES).sort()).toEqual([...drawn.keys()].sort());
  });

  it.each([...drawn])('%s says what judge() says, in at most 12 kB', (file, svg) => {
    expect(readFileSync(path.join(PICTURES, file), 'utf8')).toBe(svg);
    expect(Buffer.byteLength(svg)).toBeLessThanOrEqual(12_000);
  });
});
