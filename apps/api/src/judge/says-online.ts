import { deviceStatusSchema } from '@lenglian/device-messages';

/** Whether a status says that its device is there; what cannot be read came of a device, too. */
export function saysOnline(payload: Uint8Array): boolean {
  try {
    const status = deviceStatusSchema.safeParse(JSON.parse(Buffer.from(payload).toString('utf8')));
    return status.data?.online !== false;
  } catch {
    return true;
  }
}
