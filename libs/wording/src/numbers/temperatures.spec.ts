import { describe, expect, it } from '@jest/globals';
import { formatBand, formatCelsius, formatPercent, MISSING } from './temperatures.ts';

describe('temperatures', () => {
  it('have one decimal and a true minus sign', () => {
    expect(formatCelsius(6.84)).toBe('6.8');
    expect(formatCelsius(-0.5)).toBe('−0.5');
  });

  it('are never minus zero', () => {
    expect(formatCelsius(-0)).toBe('0.0');
    expect(formatCelsius(-0.04)).toBe('0.0');
  });

  it('say that a value is missing instead of showing a number', () => {
    expect(formatCelsius(null)).toBe(MISSING);
    expect(formatCelsius(Number.NaN)).toBe(MISSING);
    expect(formatPercent(undefined)).toBe(MISSING);
  });

  it('show a band with both ends, or only the upper one where cold does no harm', () => {
    expect(formatBand(-0.9, 1.5)).toBe('−0.9 … 1.5');
    expect(formatBand(null, -18)).toBe('≤ −18.0');
  });
});
