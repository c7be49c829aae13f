/** What the letters of a container number count, ISO 6346: 10 for A, then on, without multiples of 11. */
const LETTER_VALUES = new Map<string, number>();
for (let letter = 0, value = 10; letter < 26; letter += 1, value += 1) {
  if (value % 11 === 0) value += 1;
  LETTER_VALUES.set(String.fromCharCode(65 + letter), value);
}

/**
 * The check digit of a container number, ISO 6346 annex A.
 *
 * @param body four letters and six digits, for example `CSQU305438`
 * @returns 0…9, or undefined when the body is malformed or its remainder is 10 (ISO 6346 advises
 * against such serial numbers)
 */
export function containerCheckDigit(body: string): number | undefined {
  if (!/^[A-Z]{4}[0-9]{6}$/.test(body)) return undefined;
  const sum = [...body].reduce((total, character, place) => {
    return total + (LETTER_VALUES.get(character) ?? Number(character)) * 2 ** place;
  }, 0);
  const remainder = sum % 11;
  return remainder === 10 ? undefined : remainder;
}

/** Whether this is a complete container number whose check digit is right, ISO 6346. */
export function isContainerNumber(code: string): boolean {
  const digit = containerCheckDigit(code.slice(0, 10));
  return digit !== undefined && code.length === 11 && code.endsWith(String(digit));
}
