/** A device's id by FNV-1a: memory holds numbers, and the same device gives the same. */
export function numberOf(deviceId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < deviceId.length; i++) {
    hash = Math.imul(hash ^ deviceId.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
