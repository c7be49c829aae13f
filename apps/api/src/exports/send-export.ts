import { pipeline } from 'node:stream/promises';
import type { HttpResponse } from '../http/exchange.ts';
import type { Log } from '../log.ts';

/** The file that a browser keeps of an export. */
export interface ExportFile {
  /** Without its extension. */
  readonly name: string;
  readonly mediaType: string;
  readonly extension: string;
}

/**
 * Answers with text that is made while it is sent, as fast as its reader takes it.
 *
 * @throws whatever the first piece throws: what is away is still a proper problem then. Later the answer
 * is cut off, which its reader sees.
 */
export async function sendExport(
  response: HttpResponse,
  { name, mediaType, extension }: ExportFile,
  pieces: AsyncGenerator<string, void, undefined>,
  log: Log,
): Promise<void> {
  const first = await pieces.next();
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Cache-Control', 'no-store');
  const file = `${encodeURIComponent(name)}.${extension}`;
  response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${file}`);
  try {
    await pipeline(async function* () {
      if (!first.done) yield first.value;
      yield* pieces;
    }, response);
  } catch (error) {
    // Either the reader went away, or we are cut off in the middle.
    log.warn({ err: error, name }, 'export ended early');
  }
}
