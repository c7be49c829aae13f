import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { healthSchema, readinessSchema, type Readiness } from '@lenglian/console-contract';
import type { z } from 'zod';
import { Public } from '../access/requires.ts';
import type { HttpResponse } from '../http/exchange.ts';
import { Answers } from '../http/openapi-answers.ts';
import { HealthService } from './health.service.ts';

/** For whoever runs it. Public: a load balancer has no session, and nothing here names goods. */
@ApiTags('health')
@Controller('api')
export class HealthController {
  constructor(private readonly service: HealthService) {}

  @Public()
  @Get('health')
  @Answers(healthSchema)
  health(): z.infer<typeof healthSchema> {
    return { status: 'ok' };
  }

  @Public()
  @Get('ready')
  @ApiOkResponse({ standardSchema: readinessSchema, description: 'Everything works' })
  @ApiResponse({ status: 503, standardSchema: readinessSchema, description: 'Not now: why' })
  async ready(@Res({ passthrough: true }) response: HttpResponse): Promise<Readiness> {
    const readiness = await this.service.readiness();
    response.setHeader('Cache-Control', 'no-store');
    response.status(readiness.isReady ? 200 : 503);
    return readiness;
  }
}
