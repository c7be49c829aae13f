import fc from 'fast-check';

/** As much of a JSON schema as the API's own document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
}

/** Lists of a fuzz are short: many requests find more than long ones. */
const ITEMS_MAX = 3;
const LENGTH_MAX = 64;

/** Words that some schema may mean: with them a request gets further in than with noise. */
export interface Vocabulary {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Codes and ids that exist, by the name of the field that may hold them. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** Moments near which something is. */
  readonly now: number;
}

/** Values of a schema, mostly; at any depth, now and then, something else. */
export function arbitraryOf(
  schema: JsonSchema,
  words: Vocabulary,
  name = '',
): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: validOf(schema, words, name), weight: 60 },
    {
      arbitrary: fc.constantFrom(null, '', 0, -1, true, [], {}, '\u0000', '\ud800', '💥'),
      weight: 1,
    },
    { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
  );
}

function validOf(schema: JsonSchema, words: Vocabulary, name: string): fc.Arbitrary<unknown> {
  const { $ref, nullable, anyOf, oneOf, allOf } = schema;
  if ($ref !== undefined)
    return validOf(words.schemas[$ref.replace('#/components/schemas/', '')] ?? {}, words, name);
  if (nullable === true) return fc.option(validOf({ ...schema, nullable: false }, words, name));
  const [first, ...rest] = anyOf ?? oneOf ?? [];
  if (first) return fc.oneof(...[first, ...rest].map((one) => validOf(one, words, name)));
  if (allOf) return validOf(Object.assign({}, ...allOf) as JsonSchema, words, name);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const types = [schema.type ?? 'any'].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, words, name)));
}

function ofType(
  type: string,
  schema: JsonSchema,
  words: Vocabulary,
  name: string,
): fc.Arbitrary<unknown> {
  const { minimum = -1e9, maximum = 1e9 } = schema;
  switch (type) {
    case 'object':
      return ofObject(schema, words);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, words), {
        minLength: Math.min(schema.minItems ?? 0, ITEMS_MAX),
        maxLength: Math.min(schema.maxItems ?? ITEMS_MAX, ITEMS_MAX),
      });
    case 'string':
      return ofString(schema, words, name);
    case 'integer':
      return ofInteger(Math.ceil(minimum), Math.floor(maximum), words.now);
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

/** Hours around now where that may be a moment, and hours from either end of what is allowed: there the faults are. */
function ofInteger(min: number, max: number, now: number): fc.Arbitrary<number> {
  const any = fc.integer({ min, max });
  if (now < min || max < now) return fc.oneof(any, fc.constantFrom(min, max));
  const hours = fc.integer({ min: 0, max: 3 }).map((count) => count * 3_600_000);
  return fc.oneof(
    hours.map((after) => now + after),
    hours.map((before) => now - before),
    hours.map((after) => min + after),
    hours.map((before) => max - before),
    any,
  );
}

function ofObject(
  { properties = {}, required = [] }: JsonSchema,
  words: Vocabulary,
): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, arbitraryOf(schema, words, name)]),
  );
  const requiredKeys = required.filter((name) => name in model);
  return fc.record(model, { requiredKeys });
}

function ofString(
  { format, pattern, minLength = 0, maxLength = LENGTH_MAX }: JsonSchema,
  { known }: Vocabulary,
  name: string,
): fc.Arbitrary<unknown> {
  const some = fc.constantFrom(...(known[name] ?? Object.values(known).flat()));
  if (format === 'uuid') return oftener(some, fc.uuid());
  if (pattern !== undefined) return oftener(matching(pattern), some);
  const length = Math.max(minLength, Math.min(maxLength, LENGTH_MAX));
  return oftener(some, textOf(minLength, length));
}

/** Texts are made by pattern or length, and no more than once: to make what makes them takes longer than to use it. */
const made = new Map<string, fc.Arbitrary<string>>();

function onlyOnce(key: string, make: () => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

const matching = (pattern: string) =>
  onlyOnce(pattern, () => fc.stringMatching(new RegExp(pattern)));

const textOf = (minLength: number, maxLength: number) =>
  onlyOnce(`${minLength} to ${maxLength}`, () => {
    const bounds = { minLength, maxLength };
    return fc.oneof(fc.string(bounds), fc.string({ ...bounds, unit: 'grapheme' }));
  });

function oftener<Value>(
  usual: fc.Arbitrary<Value>,
  other: fc.Arbitrary<Value>,
): fc.Arbitrary<Value> {
  return fc.oneof({ arbitrary: usual, weight: 4 }, { arbitrary: other, weight: 1 });
}
