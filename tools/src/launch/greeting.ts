import { READY_DEVICE } from './fleet.ts';
import type { Prepared } from './prepare.ts';

/** Where everything can be reached, as the processes said it. */
export interface Addresses {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly mqttPort: number;
  /** `CLOCK=simulated`. */
  readonly isClockSimulated: boolean;
}

/** What `npm start` says when everything runs. */
export function greeting(addresses: Addresses, prepared: Prepared): string {
  const host = addresses.host === '0.0.0.0' ? '127.0.0.1' : addresses.host;
  const console = `${addresses.scheme}://${host}:${addresses.port}`;
  const lines = [
    '',
    '  Lenglian 冷链',
    `  console   ${console}/sign-in#token=${prepared.signInToken}   (signs in once, within 30 minutes)`,
    `  or        ${console}   user admin${prepared.adminPassword ? `, password ${prepared.adminPassword}   (shown this once)` : ', your password'}`,
    `  devices   mqtt://${host}:${addresses.mqttPort}`,
  ];
  if (addresses.isClockSimulated) {
    lines.push(
      '',
      '  CLOCK=simulated: time stands still here until a simulator tells it. In another terminal:',
      '  ADMIN_PASSWORD=… npm run simulate -- --scenario xinmei-kashgar-weicheng --seed 7 --speed max',
    );
    return [...lines, '', '  Ctrl-C stops everything.', ''].join('\n');
  }
  if (prepared.readyDeviceToken) {
    lines.push(
      '',
      `  A device of your own: ${READY_DEVICE} on run 试用 Try-out, token ${prepared.readyDeviceToken}   (shown this once)`,
      '  Paste this: 25 one-minute samples, too warm, ending now. The alert is on the page at once.',
      '',
      breachExample(host, addresses.mqttPort, READY_DEVICE, prepared.readyDeviceToken),
    );
  }
  if (!prepared.readyDeviceToken) {
    lines.push(`  ${READY_DEVICE} gets a new token by: npm run device -- rotate ${READY_DEVICE}`);
  }
  return [...lines, '', '  Ctrl-C stops everything.', ''].join('\n');
}

/** The README's example: one batch of 25 one-minute samples ending now, at 6.5 °C. */
export function breachExample(host: string, port: number, deviceId: string, token: string): string {
  return [
    `NOW=$(date +%s)000; SAMPLES=$(for MINUTE in $(seq 24 -1 0); do printf '%s{"measuredAt":%s,"supplyTemperatureCelsius":5.8,"returnTemperatureCelsius":6.9,"cargoProbe1TemperatureCelsius":6.5}' "$COMMA" $((NOW - MINUTE * 60000)); COMMA=,; done)`,
    `mosquitto_pub -h ${host} -p ${port} -q 1 -i ${deviceId} -u ${deviceId} -P '${token}' -t cc/v1/demo/${deviceId}/telemetry -m "{\\"boot\\":1,\\"seq\\":$NOW,\\"sentAt\\":$NOW,\\"samples\\":[$SAMPLES]}"`,
  ].join('\n');
}
