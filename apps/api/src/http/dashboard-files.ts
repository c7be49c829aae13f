import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { HttpRequest, HttpResponse, Next } from './exchange.ts';

/** Paths that are never a page of the console. */
const NOT_PAGES = /^\/(api|socket\.io|metrics|assets)(\/|$)/;
/** Paths that may be a file of it: on any other the disk is not asked. */
const MAY_BE_FILES = /^(?!\/(api|socket\.io|metrics)(\/|$))/;

/**
 * Serves the console: its files, and its one page for every path that is not the API's, so that a
 * link to a unit works when opened directly.
 */
export function serveDashboard(app: NestExpressApplication, directory: string): void {
  const page = join(directory, 'index.html');
  app.useStaticAssets(directory, {
    // Express takes an expression for a path; Nest, which hands it on, knows of strings only.
    prefix: MAY_BE_FILES as unknown as string,
    index: false,
    redirect: false,
    setHeaders: (response: HttpResponse, path: string) => {
      // Vite puts a hash of the content into the names of everything under assets/.
      const isImmutable = path.includes('/assets/');
      response.setHeader(
        'Cache-Control',
        isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  app.use((request: HttpRequest, response: HttpResponse, next: Next): void => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || NOT_PAGES.test(request.path)) return next();
    if (!existsSync(page)) {
      response.status(200).type('text/plain').send('The console is not built: npm run build\n');
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(page);
  });
}
