import { Inject, Injectable } from '@nestjs/common';
import { LOSS_LINES_MAX, type LossesView, type LossLineView } from '@lenglian/console-contract';
import { sumLosses, type LossGroup, type LossLine } from '@lenglian/goods';
import type { LossQuery, Records } from '@lenglian/records';
import { RECORDS } from '../parts.ts';

type Names = Pick<LossLineView, 'nameZh' | 'nameEn'>;
const NO_NAMES: Names = { nameZh: null, nameEn: null };

/** 到货损耗: the records add up, libs/goods says what counts, and names come from where they are kept. */
@Injectable()
export class LossesService {
  constructor(@Inject(RECORDS) private readonly records: Records) {}

  async of(
    organisationId: string,
    query: Omit<LossQuery, 'organisationId' | 'by'> & { readonly by: LossGroup },
    linesMax = LOSS_LINES_MAX,
  ): Promise<LossesView> {
    const { by } = query;
    const rows = await this.records.handOvers.losses({ ...query, organisationId });
    // A hand-over is of one run, service and custodian, and may be of several goods and causes.
    const isOfOne = by !== 'commodity' && by !== 'cause';
    const all = isOfOne
      ? rows
      : await this.records.handOvers.losses({ ...query, organisationId, by: null });
    const { lines, total, notCounted } = sumLosses(rows, all, by);
    const told = lines.slice(0, linesMax);
    const codes = new Map(rows.map(({ key, code }) => [key, code]));
    const namesOf = await this.names(organisationId, by);
    return {
      ...{ by, total, notCounted, hasMore: told.length < lines.length },
      lines: told.map((line) => viewOf(line, codes.get(line.key) ?? line.key, namesOf)),
    };
  }

  /** Of goods those of the newest version of their limits. */
  private async names(organisationId: string, by: LossGroup): Promise<Map<string, Names>> {
    if (by === 'service') return byCode(await this.records.journeys.services(organisationId));
    if (by === 'commodity') return byCode(await this.records.journeys.profiles(organisationId));
    return new Map();
  }
}

function byCode(
  named: readonly { readonly code: string; readonly nameZh: string; readonly nameEn: string }[],
): Map<string, Names> {
  return new Map(named.map(({ code, nameZh, nameEn }) => [code, { nameZh, nameEn }]));
}

function viewOf(line: LossLine, code: string | null, names: Map<string, Names>): LossLineView {
  return { ...line, code, ...(names.get(code ?? '') ?? NO_NAMES) };
}
