/** A device, or a gateway that speaks for several, as the broker knows it. */
export interface DeviceIdentity {
  readonly kind: 'device';
  readonly deviceId: string;
  readonly organisationId: string;
  /** SHA-256 of the token, 32 bytes. */
  readonly tokenSha256: Buffer;
  readonly isRevoked: boolean;
  /** Devices that it may publish for besides itself. */
  readonly publishesFor: ReadonlySet<string> | undefined;
}

/** The api's own client: sends what goes down to devices. */
export interface ServiceIdentity {
  readonly kind: 'service';
  readonly clientId: string;
  readonly tokenSha256: Buffer;
}

export type Identity = DeviceIdentity | ServiceIdentity;

/** The MQTT client id of an identity. */
export function clientIdOf(identity: Identity): string {
  return identity.kind === 'device' ? identity.deviceId : identity.clientId;
}
