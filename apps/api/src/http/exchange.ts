import type { IncomingMessage, ServerResponse } from 'node:http';

/** What express adds to a request that we use. */
export interface HttpRequest extends IncomingMessage {
  /** The client's address; a proxy on this machine is believed. */
  readonly ip?: string;
  /** Without the query. */
  readonly path: string;
  readonly originalUrl: string;
  /** Whether it came over https, to us or to a proxy on this machine. */
  readonly secure: boolean;
}

/** What express adds to a response that we use. */
export interface HttpResponse extends ServerResponse {
  status(code: number): this;
  type(mediaType: string): this;
  send(body: string): this;
  sendFile(path: string): void;
}

export type Next = (error?: unknown) => void;
