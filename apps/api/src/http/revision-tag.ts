import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { tap, type Observable } from 'rxjs';
import type { HttpRequest, HttpResponse } from './exchange.ts';

/**
 * Gives the answer about one record its revision as `ETag`, for a later `If-Match`. The tag stands for
 * what people may change: measured values beside it move without it, so answers are never "not
 * modified" (304) and nobody stores them.
 */
@Injectable()
export class RevisionTag implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<HttpRequest>();
    return next.handle().pipe(
      tap((body) => {
        const revision = revisionOf(body);
        if (revision === undefined) return;
        delete request.headers['if-none-match'];
        const response = http.getResponse<HttpResponse>();
        response.setHeader('ETag', `"${revision}"`);
        response.setHeader('Cache-Control', 'no-store');
      }),
    );
  }
}

function revisionOf(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null || !('revision' in body)) return undefined;
  return typeof body.revision === 'number' ? body.revision : undefined;
}
