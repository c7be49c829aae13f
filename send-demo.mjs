import mqtt from 'mqtt';
import fs from 'node:fs';
const log = fs.readFileSync('/tmp/h-twin-demo/log', 'utf8');
const token = /Try-out, token (\S+)/.exec(log)[1];
const id = 'MY-FIRST-REEFER';
const c = await mqtt.connectAsync('mqtt://127.0.0.1:1883', { clientId: id, username: id, password: token });
const now = Math.floor(Date.now() / 60000) * 60000;
let fruit = 0.3, air = 0.2; const samples = [];
const OFF = 121;
for (let m = 240; m >= 0; m--) {
  const off = m < OFF;
  const still = fruit + 0.55 * (38 - fruit);
  air += ((off ? still : 0.2) - air) * (1 - Math.exp(-1 / 24));
  fruit += ((off ? 0.09 : 0.3) / 60) * (air - fruit);
  samples.push({ measuredAt: now - m * 60000, cargoProbe1TemperatureCelsius: +fruit.toFixed(1), supplyTemperatureCelsius: +air.toFixed(1), returnTemperatureCelsius: +(air + (off ? 0 : 0.5)).toFixed(1), ambientTemperatureCelsius: 38, setpointTemperatureCelsius: 0, isConnectedToPowerSource: !off });
}
let seq = now + 1000; const send = async (part) => { await c.publishAsync(`cc/v1/demo/${id}/telemetry`, JSON.stringify({ boot: 1, seq: seq++, sentAt: Date.now(), samples: part }), { qos: 1 }); };
for (let i = 0; i < 216; i += 24) await send(samples.slice(i, i + 24));
for (let i = 216; i < samples.length; i += 3) { await new Promise((r) => setTimeout(r, 600)); await send(samples.slice(i, i + 3)); }
console.log(fruit, air);
for (let t = now + 60000; ; t += 60000) {
  await new Promise((r) => setTimeout(r, Math.max(0, t - Date.now() + 500)));
  const still = fruit + 0.55 * (38 - fruit);
  air += (still - air) * (1 - Math.exp(-1 / 24)); fruit += (0.09 / 60) * (air - fruit);
  await send([{ measuredAt: t, cargoProbe1TemperatureCelsius: +fruit.toFixed(1), supplyTemperatureCelsius: +air.toFixed(1), returnTemperatureCelsius: +air.toFixed(1), ambientTemperatureCelsius: 38, setpointTemperatureCelsius: 0, isConnectedToPowerSource: false }]);
}
