import {
  PARAMETER_UNITS,
  type LimitProfile,
  type ParameterUnit,
  type TabledRule,
} from '@lenglian/limits';
import { MINUTE } from '@lenglian/quantities';
import { z } from 'zod';
import { provenanceShape } from './figure.ts';

type Units = Readonly<Record<string, ParameterUnit | null>>;

/** The names of parameters where people write them: each ends in its unit, `movingAfterMinutes`. */
type Written<U extends Units> = {
  [
    Name in keyof U & string as U[Name] extends string ? `${Name}${U[Name]}` : never
  ]: z.ZodOptional<z.ZodNumber>;
};

/** What may be written of the parameters of a rule: each of them, or none. */
export function overrideShape<U extends Units>(units: U): Written<U> {
  const fields = writtenNames(units).map(({ field }) => [
    field,
    z.number().nonnegative().optional(),
  ]);
  return Object.fromEntries(fields) as Written<U>;
}

function overrideSchema<U extends Units>(units: U) {
  return z.strictObject({ ...overrideShape(units), ...provenanceShape }).optional();
}

/** Humidity has its parameters where its alarm is asked for. */
type RuleOverrides = {
  [Rule in Exclude<TabledRule, 'humidity'>]: ReturnType<
    typeof overrideSchema<(typeof PARAMETER_UNITS)[Rule]>
  >;
};

/** Of every rule, by its name: what departs from the defaults of libs/limits. */
export const RULE_OVERRIDES = Object.fromEntries(
  Object.entries(PARAMETER_UNITS)
    .filter(([rule]) => rule !== 'humidity')
    .map(([rule, units]) => [rule, overrideSchema(units)]),
) as RuleOverrides;

/** Takes what was written in place of what is there. */
export function withOverride<Parameters extends object>(
  units: Units,
  parameters: Parameters,
  written: object | undefined,
): Parameters {
  if (written === undefined) return parameters;
  const values = written as Readonly<Record<string, unknown>>;
  const changes = writtenNames(units).flatMap(({ name, field, unit }) => {
    const value = values[field];
    if (typeof value !== 'number') return [];
    return [[name, unit === 'Minutes' ? value * MINUTE : value] as const];
  });
  return { ...parameters, ...Object.fromEntries(changes) };
}

/** The field in which a parameter is written. */
export function writtenName(units: Units, name: string): string {
  return `${name}${units[name] ?? ''}`;
}

function writtenNames(units: Units) {
  return Object.entries(units).flatMap(([name, unit]) =>
    unit === null ? [] : [{ name, unit, field: writtenName(units, name) }],
  );
}

type Rules = LimitProfile['rules'];

/** What was written of rules, by their names in the profile. */
export type WrittenRules = Readonly<Partial<Record<TabledRule, object | undefined>>>;

/** The rules with what was written of them; nothing is made of a rule that the goods do not have. */
export function withOverrides(rules: Rules, written: WrittenRules): Rules {
  const changed = tabledRules().map((rule) => {
    const parameters: object | null = rules[rule];
    return [rule, parameters && withOverride(PARAMETER_UNITS[rule], parameters, written[rule])];
  });
  return { ...rules, ...(Object.fromEntries(changed) as Pick<Rules, TabledRule>) };
}

export function tabledRules(): TabledRule[] {
  return Object.keys(PARAMETER_UNITS) as TabledRule[];
}
