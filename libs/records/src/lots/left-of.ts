/**
 * What is left of a lot of which parts became other lots.
 *
 * @param taken each part in kilograms; null: all that there was
 * @returns null where nobody weighed it
 */
export function leftOf(
  quantityKilograms: number | null,
  taken: readonly (number | null)[],
): number | null {
  if (taken.includes(null)) return 0;
  if (quantityKilograms === null) return null;
  const left = taken.reduce<number>((rest, part) => rest - (part ?? 0), quantityKilograms);
  // Sums of decimals are not exact: a gram is nothing.
  return left < 0.001 ? 0 : left;
}
