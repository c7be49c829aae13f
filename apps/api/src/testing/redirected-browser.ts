import { CONSOLE_ORIGIN } from './running-provider.ts';

interface Cookie {
  readonly origin: string;
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly isStrict: boolean;
}

/** Where a browser has come to. */
export interface Visit {
  readonly address: URL;
  readonly response: Response;
}

/** More would go round in circles. */
const REDIRECTS_MAX = 15;

/**
 * As much of a browser as a sign-in by redirects takes: it follows them from site to site with the
 * cookies of each, and sends none that are `Strict` once it has been at another site.
 */
export class RedirectedBrowser {
  cookies: Cookie[] = [];
  private readonly consoleUrl: string;

  /** @param consoleUrl where the console listens, which is `CONSOLE_ORIGIN` to people */
  constructor(consoleUrl: string) {
    this.consoleUrl = consoleUrl;
  }

  /** Follows an address to a page that leads no further. */
  async open(path: string): Promise<Visit> {
    const end = await this.follow(new URL(path, CONSOLE_ORIGIN), () => false);
    return { address: end.address, response: end.response as Response };
  }

  /** Follows an address up to one that is not asked for any more. */
  async openUntil(path: string, isReached: (address: URL) => boolean): Promise<URL> {
    return (await this.follow(new URL(path, CONSOLE_ORIGIN), isReached)).address;
  }

  cookie(name: string): string | undefined {
    return this.cookies.find((cookie) => cookie.name === name)?.value;
  }

  private async follow(
    first: URL,
    isReached: (address: URL) => boolean,
  ): Promise<{ address: URL; response?: Response }> {
    let address = first;
    // What the provider sends back to is opened as from there.
    let isCrossSite = first.pathname.endsWith('/callback');
    for (let count = 0; count < REDIRECTS_MAX && !isReached(address); count++) {
      const response = await this.ask(address, isCrossSite);
      const next = response.headers.get('location');
      if (next === null) return { address, response };
      const from = address.origin;
      address = new URL(next, address);
      isCrossSite ||= address.origin !== from;
    }
    return { address };
  }

  private async ask(address: URL, isCrossSite: boolean): Promise<Response> {
    const isConsole = address.origin === CONSOLE_ORIGIN;
    const url = isConsole ? this.consoleUrl + address.pathname + address.search : address.href;
    const sent = this.cookies.filter(
      ({ origin, path, isStrict }) =>
        origin === address.origin &&
        address.pathname.startsWith(path) &&
        !(isStrict && isCrossSite),
    );
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: sent.map(({ name, value }) => `${name}=${value}`).join('; '),
        ...(isConsole ? { 'x-forwarded-proto': 'https' } : {}),
      },
    });
    for (const header of response.headers.getSetCookie()) this.keep(address.origin, header);
    return response;
  }

  private keep(origin: string, header: string): void {
    const [pair = '', ...attributes] = header.split(/;\s*/);
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const of = (attribute: string) =>
      attributes
        .map((text) => text.split('='))
        .find(([key]) => key?.toLowerCase() === attribute)?.[1];
    const path = of('path') ?? '/';
    this.cookies = this.cookies.filter(
      (cookie) => !(cookie.origin === origin && cookie.name === name && cookie.path === path),
    );
    const isOver = of('max-age') === '0' || value === '';
    const isStrict = of('samesite')?.toLowerCase() === 'strict';
    if (!isOver) this.cookies.push({ ...{ origin, name, value, path, isStrict } });
  }
}
