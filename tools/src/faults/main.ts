import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ColdChainError, ConfigurationError } from '@lenglian/errors';
import type { Clock } from '@lenglian/quantities';
import { endOnSignals } from '../processes/managed-process.ts';
import { ROOT } from '../processes/stack.ts';
import { startFor, type FaultPlan } from './fault-plan.ts';
import { runRound, type RoundReport } from './round.ts';

const HELP = `npm run faults -- [--rounds N] [--seed N] [--kills N] [--devices N] [--messages N] [--resume] [--verbose]

  Sends the same readings through real processes, once undisturbed and then N times (5) while broker and
  api are killed. Ends with a verdict; exit code 0 only when nothing was lost, doubled or different.
  --resume  goes on with the rounds of an interrupted campaign of the same seed`;

const clock: Clock = { now: () => Date.now() };

interface Campaign {
  readonly seed: number;
  readonly plan: FaultPlan;
  undisturbed?: RoundReport;
  readonly rounds: RoundReport[];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      kills: { type: 'string', default: '10' },
      devices: { type: 'string', default: '40' },
      messages: { type: 'string', default: '300' },
      resume: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [rounds, seed, kills, devices, messages] = (
    ['rounds', 'seed', 'kills', 'devices', 'messages'] as const
  ).map((name) => whole(name, values[name])) as [number, number, number, number, number];
  const onLine = (name: string, line: string): void => {
    if (values.verbose) console.error(`${name}: ${line}`);
  };
  const file = path.join(ROOT, 'dist', 'faults.json');
  const campaign = (values.resume && load(file, seed)) || begin(seed, devices, messages);
  const { plan } = campaign;

  if (!campaign.undisturbed) {
    campaign.undisturbed = await runRound({ plan, kills: 0, killSeed: 0, clock, onLine });
    report('undisturbed', campaign.undisturbed, []);
    save(file, campaign);
  }
  for (let round = campaign.rounds.length + 1; round <= rounds; round++) {
    const result = await runRound({ plan, kills, killSeed: seed * 1_000 + round, clock, onLine });
    campaign.rounds.push(result);
    report(`round ${round}`, result, alertWrongs(campaign.undisturbed, result));
    save(file, campaign);
  }
  return verdict(campaign);
}

function verdict({ undisturbed, rounds }: Campaign): number {
  const wrongs = rounds.flatMap((round) => [...round.wrongs, ...alertWrongs(undisturbed, round)]);
  const all = [...(undisturbed?.wrongs ?? []), ...wrongs];
  const kills = rounds.reduce((sum, round) => sum + round.killed.length, 0);
  const acknowledged = rounds.reduce((sum, round) => sum + round.acknowledgedMessages, 0);
  const alerts = undisturbed?.alerts.length ?? 0;
  console.log(
    `${rounds.length} rounds, ${kills} kills, ${acknowledged} acknowledged messages, ${alerts} alerts a round: ` +
      (all.length === 0 ? 'nothing lost, doubled or different' : `${all.length} WRONG`),
  );
  for (const wrong of all.slice(0, 20)) console.log(`  ${wrong}`);
  return all.length === 0 && alerts > 0 ? 0 : 1;
}

/** Every difference of the two lists; an alert that stands twice is one too. */
function alertWrongs(undisturbed: RoundReport | undefined, round: RoundReport): string[] {
  const missing = [...(undisturbed?.alerts ?? [])];
  const wrongs: string[] = [];
  for (const alert of round.alerts) {
    const at = missing.indexOf(alert);
    if (at >= 0) missing.splice(at, 1);
    else wrongs.push(`alert too many: ${alert}`);
  }
  return [...wrongs, ...missing.map((alert) => `missing alert: ${alert}`)];
}

function report(name: string, round: RoundReport, more: readonly string[]): void {
  const wrongs = [...round.wrongs, ...more];
  console.log(
    `${name}: killed ${round.killed.length ? round.killed.join(' ') : 'nothing'}; ${round.acknowledgedMessages} messages acknowledged, ` +
      `${round.alerts.length} alerts; ${wrongs.length === 0 ? 'right' : wrongs.slice(0, 3).join('; ')}`,
  );
}

function begin(seed: number, devices: number, messages: number): Campaign {
  const samplesAMessage = 5;
  const start = startFor(clock.now(), messages, samplesAMessage);
  return { seed, plan: { devices, messages, samplesAMessage, start, seed }, rounds: [] };
}

function load(file: string, seed: number): Campaign | undefined {
  if (!fs.existsSync(file)) return undefined;
  const campaign = JSON.parse(fs.readFileSync(file, 'utf8')) as Campaign;
  return campaign.seed === seed ? campaign : undefined;
}

function save(file: string, campaign: Campaign): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(campaign));
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new ConfigurationError(`--${name} ${text}: a whole number`);
  return value;
}

endOnSignals();
main()
  .then((code) => process.exit(code))
  .catch((error: unknown) => {
    console.error(error instanceof ColdChainError ? `${error.code}: ${error.message}` : error);
    process.exit(1);
  });
