import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { isSameOrigin } from '../http/same-origin.ts';
import { UnauthenticatedError } from '../http/errors.ts';

/** A client of ours sends names of rooms and nothing longer. */
const MESSAGE_BYTES_MAX = 16 * 1024;

/** socket.io as we run it: same origin only, small messages in, nothing on the default namespace. */
export class LiveAdapter extends IoAdapter {
  override createIOServer(port: number, options?: Partial<ServerOptions>): Server {
    const server = super.createIOServer(port, {
      ...(options as ServerOptions),
      serveClient: false,
      maxHttpBufferSize: MESSAGE_BYTES_MAX,
      perMessageDeflate: false,
      allowRequest: (request, decide) => {
        decide(isSameOrigin(request) ? null : 'CROSS_ORIGIN', isSameOrigin(request));
      },
    });
    server.of('/').use((_socket, next) => {
      next(new UnauthenticatedError('there is nothing here'));
    });
    return server;
  }
}
