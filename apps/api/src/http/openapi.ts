import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { SESSION_COOKIE } from '@lenglian/console-contract';
import { TOKEN_RIGHTS, type Right } from '@lenglian/rights';
import { IDEMPOTENCY_KEY } from '../once/idempotency-key.ts';
import { takesIdempotencyKey } from '../once/takes-idempotency-key.ts';

/** Where the documents are; besides health, readiness and metrics the only public reading. */
export const DOCS_PATH = 'api/docs';
export const OPENAPI_PATH = 'api/openapi.json';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const IDEMPOTENCY_KEY_PARAMETER: NonNullable<Operation['parameters']>[number] = {
  ...{ name: IDEMPOTENCY_KEY, in: 'header', required: false },
  description:
    'A new one for each act, as a UUID, bare or in quotes. The same request with it within 24 hours is done once and answered again (Idempotency-Replayed: true); another request with it is refused.',
  schema: { type: 'string', minLength: 1, maxLength: 512 },
};

/** Serves the OpenAPI document, made from the same schemas that hold requests and answers. */
export function documentApi(app: INestApplication): void {
  SwaggerModule.setup(DOCS_PATH, app, () => openApiOf(app), {
    jsonDocumentUrl: OPENAPI_PATH,
    yamlDocumentUrl: `${DOCS_PATH}/openapi.yaml`,
    customSiteTitle: 'Lenglian 冷链 API',
  });
}

/** The document of an application: every route, its right, and the problem any of them may answer. */
export function openApiOf(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Lenglian 冷链')
      .setDescription(
        'Lists are { items, nextCursor }. Errors are problem+json (RFC 9457) with a stable code. Times are UTC milliseconds. x-requires names the right of each route.',
      )
      .setVersion('1')
      .addCookieAuth(SESSION_COOKIE, undefined, 'session')
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token' }, 'token')
      .build(),
  );
  for (const path of Object.values(document.paths)) {
    if (path.post && takesIdempotencyKey('post', admissionOf(path.post)))
      path.post.parameters = [...(path.post.parameters ?? []), IDEMPOTENCY_KEY_PARAMETER];
    for (const operation of [path.get, path.post, path.patch, path.put, path.delete]) {
      if (operation) complete(operation);
    }
  }
  return document;
}

function admissionOf(operation: Operation): unknown {
  return (operation as unknown as Record<string, unknown>)['x-requires'];
}

function complete(operation: Operation): void {
  operation.security = securityOf(admissionOf(operation));
  // Whatever an operation produces, its problems are problem+json.
  const problem = operation.responses['default'];
  if (problem && 'content' in problem) {
    const [content] = Object.values(problem.content ?? {});
    if (content) problem.content = { 'application/problem+json': content };
  }
}

/** By a session or, where it demands a right that tokens can have, by a token. */
function securityOf(admission: unknown): Record<string, string[]>[] {
  if (admission === 'public') return [];
  const isForTokens = TOKEN_RIGHTS.includes(admission as Right);
  return isForTokens ? [{ session: [] }, { token: [] }] : [{ session: [] }];
}
