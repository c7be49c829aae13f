import { ApiOkResponse } from '@nestjs/swagger';
import { listOf } from '@lenglian/console-contract';
import type { z } from 'zod';

/** Documents the body of a successful answer by its schema. */
export function Answers(schema: z.ZodType): MethodDecorator {
  return ApiOkResponse({ standardSchema: schema, description: 'OK' });
}

/** Documents a page of a list. */
export function AnswersList(item: z.ZodType): MethodDecorator {
  return ApiOkResponse({ standardSchema: listOf(item), description: 'One page' });
}
