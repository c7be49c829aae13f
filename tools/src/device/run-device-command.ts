import type { Clock } from '@lenglian/quantities';
import {
  ensureOrganisation,
  newToken,
  NotFoundError,
  sha256Hex,
  type Actor,
  type DeviceRecord,
  type NewDevice,
  type Records,
} from '@lenglian/records';
import { HELP, type DeviceCommand } from './command-line.ts';
import { readDeviceList } from './device-list-file.ts';

/** Where a command writes: tokens and lists to `out`, what a person reads to `say`. */
export interface DeviceCommandOutput {
  out(line: string): void;
  say(line: string): void;
}

const SHELL: Actor = { id: 'shell' };

/** Carries a command out. @throws ColdChainError when it cannot be */
export async function runDeviceCommand(
  command: DeviceCommand,
  records: Records,
  clock: Clock,
  output: DeviceCommandOutput,
): Promise<void> {
  switch (command.name) {
    case 'help':
      output.out(HELP.trimEnd());
      return;
    case 'add':
      return addDevice(command, records, output);
    case 'bind': {
      const device = await records.devices.get(command.id);
      if (device === undefined) throw new NotFoundError(`there is no device ${command.id}`);
      const unitId = await unitIdOf(records, device.organisationId, command.unitCode);
      const from = command.from ?? clock.now();
      await records.devices.bind(SHELL, command.id, unitId, from);
      const since = new Date(from).toISOString();
      output.say(`Device ${command.id} is on unit ${command.unitCode} from ${since} on.`);
      return;
    }
    case 'list':
      return listDevices(command.asJson, records, output);
    case 'rotate': {
      const token = newToken();
      await records.devices.rotate(SHELL, command.id, sha256Hex(token));
      output.say(`Device ${command.id} has a new token, shown this once; the old one has ended:`);
      output.out(token);
      return;
    }
    case 'revoke':
      await records.devices.revoke(SHELL, command.id);
      output.say(`Device ${command.id} is revoked for good.`);
      return;
    case 'import':
      return importDevices(command, records, output);
  }
}

type Command<Name> = Extract<DeviceCommand, { readonly name: Name }>;

async function addDevice(
  { id, kind, unitCode, publishesFor, organisationId }: Command<'add'>,
  records: Records,
  output: DeviceCommandOutput,
): Promise<void> {
  const token = newToken();
  const unitId =
    unitCode === undefined ? undefined : await unitIdOf(records, organisationId, unitCode);
  await requireOrganisation(records, organisationId);
  const device = { id, kind, organisationId, publishesFor, tokenSha256: sha256Hex(token) };
  await records.devices.addMany(SHELL, [{ ...device, ...(unitId !== undefined && { unitId }) }]);
  const where = unitCode === undefined ? '' : ` on unit ${unitCode}`;
  output.say(`Device ${id} (${kind}) is added${where}. Its token, shown this once:`);
  output.out(token);
}

async function importDevices(
  { file, organisationId }: Command<'import'>,
  records: Records,
  output: DeviceCommandOutput,
): Promise<void> {
  const listed = await readDeviceList(file);
  await requireOrganisation(records, organisationId);
  const tokens = new Map(listed.map(({ id }) => [id, newToken()]));
  const unitIds = new Map<string, string>();
  for (const { unitCode } of listed) {
    if (unitCode !== undefined)
      unitIds.set(unitCode, await unitIdOf(records, organisationId, unitCode));
  }
  const devices = listed.map(({ id, kind, unitCode }): NewDevice => {
    const unitId = unitIds.get(unitCode ?? '');
    const tokenSha256 = sha256Hex(tokens.get(id) ?? '');
    return { id, kind, organisationId, tokenSha256, ...(unitId !== undefined && { unitId }) };
  });
  await records.devices.addMany({ ...SHELL, reason: 'import' }, devices);
  output.say(`${devices.length} devices are added. Their tokens, shown this once:`);
  output.out('id,token');
  for (const [id, token] of tokens) output.out(`${id},${token}`);
}

async function listDevices(
  asJson: boolean,
  records: Records,
  output: DeviceCommandOutput,
): Promise<void> {
  const rows: Record<string, unknown>[] = [];
  let cursor: string | null = null;
  do {
    const page = await records.devices.list({ cursor: cursor ?? undefined, limit: 500 });
    for (const device of page.items) rows.push(await toRow(records, device));
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (asJson) output.out(JSON.stringify(rows, null, 2));
  else for (const line of table(rows)) output.out(line);
}

async function toRow(records: Records, device: DeviceRecord): Promise<Record<string, unknown>> {
  const unit = device.unitId === null ? undefined : await records.journeys.unit(device.unitId);
  return {
    id: device.id,
    kind: device.kind,
    unit: unit?.code ?? null,
    state: device.isRevoked ? 'revoked' : 'active',
    organisation: device.organisationId,
  };
}

/** Columns as wide as their widest entry, the first line their names. */
function table(rows: readonly Record<string, unknown>[]): string[] {
  const columns = ['id', 'kind', 'unit', 'state', 'organisation'];
  const lines = [columns.map((name) => name.toUpperCase())];
  for (const row of rows) {
    lines.push(columns.map((name) => (typeof row[name] === 'string' ? row[name] : '-')));
  }
  const widths = columns.map((_, place) =>
    Math.max(...lines.map((line) => line[place]?.length ?? 0)),
  );
  return lines.map((line) =>
    line
      .map((text, place) => text.padEnd(widths[place] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

async function unitIdOf(records: Records, organisationId: string, code: string): Promise<string> {
  const unit = await records.journeys.unitByCode(organisationId, code);
  if (unit === undefined) throw new NotFoundError(`there is no unit ${code}`);
  return unit.id;
}

/** `demo` comes into being by itself; any other has to be there: its name goes into every topic. */
async function requireOrganisation(records: Records, id: string): Promise<void> {
  if (id === 'demo') await ensureOrganisation(records, id);
  else if ((await records.organisations.get(id)) === undefined) {
    throw new NotFoundError(`there is no organisation ${id}`);
  }
}
