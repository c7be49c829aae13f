import { parseArgs } from 'node:util';
import { ID_PATTERN } from '@lenglian/device-messages';
import { DEVICE_KINDS, type DeviceKind } from '@lenglian/placements';
import { DeviceCommandError } from './device-command-error.ts';

export const HELP = `Usage: npm run device -- COMMAND

  add ID --kind KIND [--unit UNIT] [--publishes-for ID,ID…]
                              adds a device and prints its token, this once;
                              with --publishes-for it is a gateway
  bind ID --unit UNIT [--from TIME]
                              puts it on a unit, from now or from an ISO 8601 time on
  list [--json]               all devices
  rotate ID                   gives a new token, prints it, ends the old one
  revoke ID                   ends it for good; its id is never used again
  import FILE                 adds many (.csv with a line "id,kind,unit", or .json with
                              [{"id","kind","unit"}]), all or none; prints "id,token"

  KIND is one of ${DEVICE_KINDS.join(', ')}; UNIT is a unit's code (container number, plate).
  --organisation ID           default demo
  DATA_DIR names the data directory (default ./data). The command works whether or not
  the api runs. Tokens go to standard output, everything else to standard error.
`;

/** What was asked for, checked as far as it can be without the records. */
export type DeviceCommand =
  | { readonly name: 'help' }
  | {
      readonly name: 'add';
      readonly id: string;
      readonly kind: DeviceKind;
      readonly unitCode: string | undefined;
      readonly publishesFor: readonly string[];
      readonly organisationId: string;
    }
  | {
      readonly name: 'bind';
      readonly id: string;
      readonly unitCode: string;
      readonly from: number | undefined;
    }
  | { readonly name: 'list'; readonly asJson: boolean }
  | { readonly name: 'rotate' | 'revoke'; readonly id: string }
  | { readonly name: 'import'; readonly file: string; readonly organisationId: string };

interface Options {
  readonly kind?: string | undefined;
  readonly unit?: string | undefined;
  readonly from?: string | undefined;
  readonly organisation?: string | undefined;
  readonly 'publishes-for'?: string | undefined;
  readonly json?: boolean | undefined;
  readonly help?: boolean | undefined;
}

/** Which options a command takes; any other is a mistake, not to be passed over. */
const OPTIONS_OF: Record<string, readonly (keyof Options)[]> = {
  add: ['kind', 'unit', 'publishes-for', 'organisation'],
  bind: ['unit', 'from'],
  list: ['json'],
  rotate: [],
  revoke: [],
  import: ['organisation'],
};

/** @throws DeviceCommandError */
export function parseCommandLine(args: readonly string[]): DeviceCommand {
  const { values, positionals } = parse(args);
  const [name, argument, ...rest] = positionals;
  if (values.help || name === 'help') return { name: 'help' };
  if (name === undefined) throw new DeviceCommandError('Which command? Try --help.');
  const allowed = OPTIONS_OF[name];
  if (allowed === undefined)
    throw new DeviceCommandError(`There is no command ${name}; try --help.`);
  const extra = Object.keys(values).find((key) => !allowed.some((option) => option === key));
  if (extra !== undefined) throw new DeviceCommandError(`${name} takes no --${extra}.`);
  const tooMany = name === 'list' ? argument : rest[0];
  if (tooMany !== undefined) throw new DeviceCommandError(`${name} takes no further ${tooMany}.`);
  return toCommand(name, argument, values);
}

function parse(args: readonly string[]): { values: Options; positionals: string[] } {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        kind: { type: 'string' },
        unit: { type: 'string' },
        from: { type: 'string' },
        organisation: { type: 'string' },
        'publishes-for': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const why = cause instanceof TypeError ? cause.message.split('. ')[0] : String(cause);
    throw new DeviceCommandError(`${why}; try --help.`, { cause });
  }
}

function toCommand(name: string, argument: string | undefined, options: Options): DeviceCommand {
  const organisationId = idOf(options.organisation ?? 'demo', 'organisation id');
  switch (name) {
    case 'add':
      return {
        name,
        id: idOf(argument, 'device id'),
        kind: kindOf(options.kind),
        unitCode: options.unit,
        publishesFor: listOf(options['publishes-for']),
        organisationId,
      };
    case 'bind':
      return {
        name,
        id: idOf(argument, 'device id'),
        unitCode: unitOf(options.unit),
        from: instantOf(options.from),
      };
    case 'rotate':
    case 'revoke':
      return { name, id: idOf(argument, 'device id') };
    case 'import':
      if (argument === undefined) throw new DeviceCommandError('Which file is to be imported?');
      return { name, file: argument, organisationId };
    default:
      return { name: 'list', asJson: options.json ?? false };
  }
}

/** @throws DeviceCommandError unless it may stand in a topic */
export function idOf(text: string | undefined, what: string): string {
  if (text === undefined || text === '') throw new DeviceCommandError(`The ${what} is missing.`);
  if (!ID_PATTERN.test(text)) {
    throw new DeviceCommandError(
      `${text} is no ${what}: 1 to 64 letters, digits, dots, underscores or hyphens.`,
    );
  }
  return text;
}

/** @throws DeviceCommandError */
export function kindOf(text: string | undefined): DeviceKind {
  const kind = DEVICE_KINDS.find((one) => one === text);
  if (kind !== undefined) return kind;
  const given = text === undefined || text === '' ? 'The kind is missing' : `${text} is no kind`;
  throw new DeviceCommandError(`${given}: it is one of ${DEVICE_KINDS.join(', ')}.`);
}

function unitOf(code: string | undefined): string {
  if (code === undefined || code === '') {
    throw new DeviceCommandError('Which unit? Name it with --unit.');
  }
  return code;
}

function listOf(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(',').map((id) => idOf(id.trim(), 'device id'));
}

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const instant = Date.parse(text);
  // Without a zone the same text means another moment on another machine.
  const hasZone = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(text);
  if (Number.isNaN(instant) || !hasZone) {
    throw new DeviceCommandError(
      `${text} is no ISO 8601 time with a zone, like 2026-08-21T08:00:00+08:00.`,
    );
  }
  return instant;
}
