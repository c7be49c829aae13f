import { connect } from 'node:net';
import { SeededRandom, type Duration } from '@lenglian/quantities';
import { backoffDelay, type BackoffBounds } from '../device/backoff.ts';
import { BrokerUnreachableError, FleetError } from '../device/simulator-errors.ts';

const CONNECT_MAX: Duration = 5_000;
const DEFAULT_PORT = 1883;

/** How patient we are. */
export interface Patience {
  readonly attemptsMax: number;
  readonly backoff: BackoffBounds;
  /** Asked between two attempts. */
  readonly isGivenUp: () => boolean;
}

/**
 * Resolves when something listens at the broker's address.
 *
 * @throws BrokerUnreachableError after the last attempt; FleetError for an address that is none
 */
export async function awaitBroker(brokerUrl: string, patience: Patience): Promise<void> {
  const { hostname, port } = parseUrl(brokerUrl);
  const random = new SeededRandom(process.pid);
  for (let attempt = 0; attempt < patience.attemptsMax; attempt++) {
    if (patience.isGivenUp() || (await isListening(hostname, port))) return;
    const delay = backoffDelay(attempt, { ...patience.backoff, max: 2_000 }, random);
    await new Promise((resolve) => setTimeout(resolve, delay));
  }
  throw new BrokerUnreachableError(`nobody listens at ${brokerUrl}`);
}

function parseUrl(brokerUrl: string): { hostname: string; port: number } {
  if (!URL.canParse(brokerUrl)) throw new FleetError(`"${brokerUrl}" is not a broker address`);
  const url = new URL(brokerUrl);
  return { hostname: url.hostname, port: url.port === '' ? DEFAULT_PORT : Number(url.port) };
}

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: CONNECT_MAX });
    const answer = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
