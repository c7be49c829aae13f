import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/requires.ts';
import type { HttpResponse } from '../http/exchange.ts';
import { MetricsService } from './metrics.service.ts';

/** For Prometheus. Public: figures of the machine, no names. */
@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Public()
  @Get()
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'Prometheus text format', schema: { type: 'string' } })
  async read(@Res() response: HttpResponse): Promise<void> {
    const text = await this.metrics.text();
    response.setHeader('Content-Type', this.metrics.mediaType);
    response.end(text);
  }
}
