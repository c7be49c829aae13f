import { io, type Socket } from 'socket.io-client';
import { ColdChainError } from '@lenglian/errors';
import { ADMIN_PASSWORD } from './installation.ts';

/** The api did not let the benchmark's console in. */
export class SignInFailedError extends ColdChainError {
  readonly code = 'SIGN_IN_FAILED';
}

/** Signs in and gives the session cookie. */
export async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username: 'admin', password: ADMIN_PASSWORD }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (!response.ok || !cookie)
    throw new SignInFailedError(`${response.status} ${await response.text()}`);
  return cookie;
}

/** Live consoles: each watches the overview, the alerts and one run, as an operator's page does. */
export class Consoles {
  private readonly sockets: Socket[] = [];
  /** Connections that the server or the network ended. */
  lost = 0;
  private isClosing = false;
  /** Arrival times of alerts by alert id, on this process's clock. */
  readonly alertsSeenAt = new Map<
    string,
    { deviceId: string | null; at: number; revision: number }
  >();

  async open(url: string, count: number): Promise<void> {
    const cookie = await signIn(url);
    const runs = (await (
      await fetch(`${url}/api/v1/runs?state=active&limit=${Math.max(1, count)}`, {
        headers: { cookie },
      })
    ).json()) as { items: { id: string }[] };
    for (let index = 0; index < count; index++) {
      const socket = io(`${url}/live`, {
        transports: ['websocket'],
        extraHeaders: { cookie, origin: url },
        forceNew: true,
      });
      this.sockets.push(socket);
      socket.on('disconnect', () => {
        if (!this.isClosing) this.lost += 1;
      });
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      await socket.emitWithAck('join', { room: 'overview' });
      await socket.emitWithAck('join', { room: 'alerts' });
      const run = runs.items[index % Math.max(1, runs.items.length)];
      if (run) await socket.emitWithAck('join', { room: 'run', runId: run.id });
      if (index === 0) this.watchAlerts(socket);
    }
  }

  close(): void {
    this.isClosing = true;
    for (const socket of this.sockets) socket.close();
  }

  private watchAlerts(socket: Socket): void {
    socket.on(
      'alert.changed',
      ({ alert }: { alert: { id: string; deviceId: string | null; revision: number } }) => {
        const at = performance.timeOrigin + performance.now();
        if (!this.alertsSeenAt.has(alert.id)) {
          this.alertsSeenAt.set(alert.id, {
            deviceId: alert.deviceId,
            at,
            revision: alert.revision,
          });
        }
      },
    );
  }
}
