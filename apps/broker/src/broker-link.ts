import type { ToBroker } from '@lenglian/broker-link';
import type { Log } from '@lenglian/diagnostics';
import type { Appender, SegmentReader } from '@lenglian/journal';
import type { DeviceList, ListOutcome } from './device-list.ts';
import type { JournalReaders } from './journal-readers.ts';
import type { LinkHandlers, LinkPeer } from './link-server.ts';
import type { MqttDoor } from './mqtt-door.ts';
import type { SignIn } from './sign-in.ts';

/** What the broker does about what the api says. */
export class BrokerLink implements LinkHandlers {
  private readonly parts: {
    journal: Appender;
    reader: SegmentReader;
    devices: DeviceList;
    readers: JournalReaders;
    signIn: SignIn;
    door: MqttDoor;
    log: Log;
  };

  constructor(parts: BrokerLink['parts']) {
    this.parts = parts;
  }

  message(peer: LinkPeer, message: ToBroker): void {
    const { devices, signIn } = this.parts;
    switch (message.type) {
      case 'hello':
        peer.isReader = true;
        peer.send({
          type: 'welcome',
          devicesVersion: devices.version,
          end: this.parts.journal.end,
        });
        return;
      case 'position':
        this.takePosition(message.reader, message.position);
        return;
      case 'devices.snapshot':
        this.answer(
          peer,
          devices.takeSnapshot(message.version, message.part, message.last, message.devices),
        );
        return;
      case 'devices.changes':
        this.answer(
          peer,
          devices.takeChanges(message.fromVersion, message.version, message.devices),
        );
        return;
      case 'service':
        peer.serviceClientId = message.clientId;
        signIn.admitService(message.clientId, message.tokenSha256);
        return;
    }
  }

  closed(peer: LinkPeer): void {
    const { serviceClientId } = peer;
    if (serviceClientId === undefined) return;
    this.parts.signIn.dismissService(serviceClientId);
    const session = this.parts.door.sessionOf(serviceClientId);
    if (session?.identity?.kind === 'service') session.close('REVOKED');
  }

  private answer(peer: LinkPeer, outcome: ListOutcome): void {
    if (outcome === 'WANTED') peer.send({ type: 'devices.wanted' });
    if (outcome !== 'APPLIED') return;
    const { log, devices } = this.parts;
    log.info({ version: devices.version, devices: devices.size }, 'device list taken');
  }

  /** A reader that is ahead of us in an epoch of ours has read what we no longer have. */
  private takePosition(name: string, position: { epoch: string; seq: number }): void {
    const { journal, reader, readers, log } = this.parts;
    readers.report(name, position);
    if (position.seq <= journal.end.seq) return;
    // It may as well have seen a commit that we are about to hear of: what is on disk decides.
    const end = reader.end();
    if (end.epoch !== position.epoch || position.seq <= end.seq) return;
    log.error({ reader: name, position, end }, 'the journal was put back: a new epoch begins');
    journal.beginEpoch('RESTORED', position.seq).catch((error: unknown) => {
      log.error({ err: error }, 'no new epoch');
    });
  }
}
