export { buildFirmware } from './fleet/simulated-device.ts';
