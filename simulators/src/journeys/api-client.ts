import type { Readiness } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import { ApiRefusedError, JourneyError } from './journey-errors.ts';

/** Real time in which the judge must have done one step, ms. */
const SETTLED_WITHIN = 60_000;
const PAGE = 500;

/** How somebody signs in: one of the two. */
export interface Credentials {
  readonly apiToken?: string | undefined;
  readonly adminPassword?: string | undefined;
}

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

/** The REST api as a signed-in person uses it. */
export class ApiClient {
  private readonly url: string;
  private readonly headers: Record<string, string> = { 'content-type': 'application/json' };

  private constructor(url: string) {
    this.url = url.replace(/\/$/, '');
  }

  /**
   * @param url `http://127.0.0.1:3000`
   * @throws JourneyError that names what is missing, ApiRefusedError
   */
  static async signIn(url: string, { apiToken, adminPassword }: Credentials): Promise<ApiClient> {
    const client = new ApiClient(url);
    if (apiToken !== undefined && apiToken !== '') {
      client.headers['authorization'] = `Bearer ${apiToken}`;
      await client.get('/api/v1/auth/session');
      return client;
    }
    if (adminPassword === undefined || adminPassword === '') {
      const ways = 'ADMIN_PASSWORD (of admin) or API_TOKEN';
      throw new JourneyError(
        `a journey acts by REST at ${url}: it needs ${ways} in the environment`,
      );
    }
    const response = await client.ask('POST', '/api/v1/auth/login', {
      ...{ username: 'admin', password: adminPassword },
    });
    client.headers['cookie'] = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    return client;
  }

  async get<Answer>(where: string): Promise<Answer> {
    return (await (await this.ask('GET', where)).json()) as Answer;
  }

  async text(where: string): Promise<string> {
    return (await this.ask('GET', where)).text();
  }

  async post<Answer>(where: string, body: unknown): Promise<Answer> {
    return (await (await this.ask('POST', where, body)).json()) as Answer;
  }

  /** Everything that a list has. */
  async all<Item>(where: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const mark: string = where.includes('?') ? '&' : '?';
      const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page = await this.get<Page>(`${where}${mark}limit=${PAGE}${from}`);
      items.push(...(page.items as Item[]));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }

  /** Whether everything works there, also where it does not. */
  async readiness(): Promise<Readiness> {
    const response = await this.fetch('GET', '/api/ready');
    return (await response.json()) as Readiness;
  }

  /**
   * Resolves when everything that was sent until `now`, and every change of what is believed, is judged.
   *
   * @throws JourneyError with what the api says of itself when that takes too long
   */
  async settled(now: Instant): Promise<void> {
    const deadline = performance.now() + SETTLED_WITHIN;
    for (let looks = 0; ; looks++) {
      const { judge, reasons } = await this.readiness();
      if (judge.isSettled && (judge.now ?? 0) >= now) return;
      if (performance.now() > deadline) {
        const why = JSON.stringify({ judge, reasons });
        throw new JourneyError(`not judged within ${SETTLED_WITHIN} ms: ${why}`);
      }
      await new Promise((resolve) => setTimeout(resolve, Math.min(20, looks)));
    }
  }

  private async ask(method: string, where: string, body?: unknown): Promise<Response> {
    const response = await this.fetch(method, where, body);
    if (response.ok) return response;
    const said = (await response.text()).slice(0, 2_000);
    throw new ApiRefusedError(`${method} ${where}: ${response.status} ${said}`);
  }

  private async fetch(method: string, where: string, body?: unknown): Promise<Response> {
    try {
      return await fetch(`${this.url}${where}`, {
        ...{ method, headers: this.headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new ApiRefusedError(`nobody answers at ${this.url}`, { cause });
    }
  }
}
