/** The check digit of a GS1 key whose digits stand before it, GS1 General Specifications §7.9. */
function gs1CheckDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    return total + Number(digit) * (place % 2 === 0 ? 3 : 1);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Whether this is a Global Location Number: 13 digits, the last one right (GS1 General Specifications §3.4). */
export function isGln(text: string): boolean {
  return /^\d{13}$/.test(text) && gs1CheckDigit(text.slice(0, 12)) === Number(text[12]);
}
