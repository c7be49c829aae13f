import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RuleParameters } from '@lenglian/limits';
import { MINUTE } from '@lenglian/quantities';
import { commoditySchema, ruleOverridesSchema, type Commodity } from './commodities-file.ts';
import { commodityFindings } from './commodity-findings.ts';
import { toLimitProfile } from './limit-profile.ts';
import { aCommodity } from './testing.ts';

const BASIS = { confidence: 'C', source: 'a test' } as const;
const MILK = aCommodity();
const FRUIT = aCommodity({
  rules: {
    co2HighPercent: { value: 1, ...BASIS },
    freshAirCubicMetresPerHour: { value: 25, ...BASIS },
    humidityAlarm: { marginPercent: 5, ...BASIS },
  },
});
const OLD_NAMES: Readonly<Record<string, string>> = { humidityAlarm: 'humidity' };
const UNIT = /(Minutes|KelvinMinutes|KelvinPerHour|Kelvin|Percent|CubicMetresPerHour)$/;

/** Rule and field of everything that the shape of an entry lets somebody write of a rule. */
const FIELDS: readonly (readonly [rule: string, field: string])[] = Object.entries(
  ruleOverridesSchema.shape,
).flatMap(([rule, schema]) => {
  const shape = 'shape' in schema.unwrap() ? Object.keys(schema.unwrap().shape) : [];
  const isFigure = shape.includes('value') || rule === 'rawMilk';
  const own = shape.filter((field) => UNIT.test(field) && field !== 'marginPercent');
  return isFigure ? [] : own.map((field) => [rule, field] as const);
});

/** By the name alone, so that it is not the table that says what the table does. */
function placeOf(rule: string, field: string): { readonly path: string[]; readonly scale: number } {
  const unit = /KelvinMinutes$/.test(field) ? 'KelvinMinutes' : (UNIT.exec(field)?.[1] ?? '');
  const name = field.slice(0, -unit.length);
  const path = rule === 'silence' ? [name] : [OLD_NAMES[rule] ?? rule, name];
  return { path, scale: unit === 'Minutes' ? MINUTE : 1 };
}

function valueAt(rules: RuleParameters, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (inner as Record<string, unknown> | null)?.[name],
    rules,
  );
}

interface Override {
  readonly rule: string;
  readonly field: string;
  /** Of what it is without. */
  readonly factor: number;
}
const anyOverrides: fc.Arbitrary<Override[]> = fc
  .uniqueArray(
    fc.record({
      place: fc.constantFrom(...FIELDS),
      factor: fc.constantFrom(0.5, 0.8, 1, 1.1, 1.5),
    }),
    { selector: ({ place }) => place.join('.'), minLength: 1, maxLength: 6 },
  )
  .map((written) => written.map(({ place: [rule, field], factor }) => ({ rule, field, factor })));

/** The goods with what is written of their rules, and what each then is. */
function written(goods: Commodity, overrides: readonly Override[]) {
  const before = toLimitProfile(goods, 1).rules;
  const rules: Record<string, object | undefined> = { ...goods.rules };
  const expected = JSON.parse(JSON.stringify(before)) as Record<string, unknown>;
  for (const { rule, field, factor } of overrides) {
    const { path, scale } = placeOf(rule, field);
    const value = (valueAt(before, path) as number) * factor;
    rules[rule] = { ...BASIS, ...rules[rule], [field]: value / scale };
    const [first = '', inner] = path;
    if (inner === undefined) expected[first] = (value / scale) * scale;
    else (expected[first] as Record<string, number>)[inner] = (value / scale) * scale;
  }
  return { entry: commoditySchema.parse({ ...goods, rules }), expected };
}

describe('an entry that says something of its rules', () => {
  it.each([
    ['milk', MILK],
    ['fruit', FRUIT],
  ] as const)('changes that in the profile of %s, and nothing else', (_, goods) => {
    const known = toLimitProfile(goods, 1).rules;
    let taken = 0;
    fc.assert(
      fc.property(anyOverrides, (overrides) => {
        const its = overrides.filter(
          ({ rule, field }) => valueAt(known, placeOf(rule, field).path) !== undefined,
        );
        const { entry, expected } = written(goods, its);
        fc.pre(commodityFindings(entry).length === 0);
        taken += its.length;
        expect(toLimitProfile(entry, 1).rules).toEqual(expected);
        expect(commoditySchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('may name every parameter of a rule but those of physics and of the fold', () => {
    const rules = toLimitProfile(FRUIT, 1).rules;
    const reached = new Set(FIELDS.map(([rule, field]) => placeOf(rule, field).path.join('.')));
    const all = Object.entries(rules).flatMap(([rule, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.keys(value as object).map((name) => `${rule}.${name}`)
        : [rule],
    );
    const physics = /^estimate|^gapMax$|^powerOff.lagOutside$/;
    // Each a figure of its own in the entry, or of raw milk.
    const figures =
      /^returnAirMargin$|^budgets$|^milk$|^humidity.(low|high|margin)$|^co2.limit$|^vent.planned$/;
    const others = all.filter(
      (path) => !reached.has(path) && !physics.test(path) && !figures.test(path),
    );
    // No rule reads these.
    expect(others).toEqual(
      [
        ...['pullDown', 'doorInTransit', 'doorLong', 'defrostLong', 'suspect', 'clockSkew'],
        ...['milkPickUp', 'notAgitated', 'unitAlarm', 'noLot'],
      ].map((rule) => `${rule}.hysteresis`),
    );
  });
});
