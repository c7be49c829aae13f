import { describe, expect, it } from '@jest/globals';
import { commodityFindings } from './commodity-findings.ts';
import { aCommodity, CONTRADICTORY } from './testing.ts';

describe(commodityFindings.name, () => {
  it.each(CONTRADICTORY)('tells $code at $field', ({ change, code, field }) => {
    expect(commodityFindings(aCommodity(change))).toMatchObject([
      { code, field, line: null, severity: 'REFUSE' },
    ]);
  });

  it('takes everything that may be said of goods at once', () => {
    expect(commodityFindings(aCommodity())).toEqual([]);
  });

  it('takes colder limits near to freezing for lots whose sugar or cultivar is known', () => {
    const { sweet, cultivars, freezingPointCelsius } = aCommodity();
    expect(freezingPointCelsius.value).toBe(-1.5);
    expect(sweet?.criticalLowCelsius).toBeLessThan(-1);
    expect(cultivars?.[0]?.criticalLowCelsius).toBeLessThan(-1);
  });

  it('takes a critical low where nobody knows a freezing point, and none where cold does no harm', () => {
    const none = { value: null, confidence: 'C', source: 'a test' } as const;
    expect(commodityFindings(aCommodity({ freezingPointCelsius: none }))).toEqual([]);
    const harmless = { criticalLowCelsius: none, sweet: undefined, cultivars: [] };
    expect(commodityFindings(aCommodity(harmless))).toEqual([]);
  });

  it('tells a fault of the commodity itself once, and not again of its variants', () => {
    const { rules } = aCommodity();
    const hysteresis = { confidence: 'C', source: 'a test', hysteresisKelvin: 9 } as const;
    const findings = commodityFindings(aCommodity({ rules: { ...rules, bandHigh: hysteresis } }));
    expect(findings).toMatchObject([
      { code: 'HYSTERESIS_BEYOND_SETPOINT', field: 'rules.bandHigh.hysteresisKelvin' },
    ]);
  });

  it('names what it found and the bound', () => {
    const [finding] = commodityFindings(
      aCommodity({ criticalLowCelsius: { value: -1.3, confidence: 'C', source: 'a test' } }),
    );
    expect(finding?.parameters).toEqual({ value: -1.3, bound: -1 });
  });

  it('tells everything at once', () => {
    const { zones, kinetics } = aCommodity();
    const findings = commodityFindings(
      aCommodity({
        zones: [...zones, ...zones],
        kinetics: kinetics.map((one) => ({ ...one, fromCelsius: 20, toCelsius: 0 })),
      }),
    );
    expect(findings.map(({ field }) => field)).toEqual(['zones.1', 'kinetics.0.toCelsius']);
  });
});
