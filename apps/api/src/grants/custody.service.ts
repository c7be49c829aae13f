import { Inject, Injectable } from '@nestjs/common';
import { isForOwnerAlone } from '@lenglian/breaches';
import type { Validity } from '@lenglian/placements';
import type { Clock } from '@lenglian/quantities';
import type {
  AlertRecord,
  DeviceRecord,
  GrantKind,
  LotRecord,
  Records,
  RunRecord,
  UnitRecord,
} from '@lenglian/records';
import { UnknownRecordError } from '../http/errors.ts';
import { PEOPLE_CLOCK, RECORDS } from '../parts.ts';
import { isWithin, readHeldRun, sharedSpans, withoutOverlaps, type HeldRun } from './held-run.ts';

/** A run, and the spans of time of which somebody may see its data. */
export interface SeenRun {
  readonly run: RunRecord;
  readonly spans: readonly Validity[];
}

/** A unit, and the spans of time of which somebody may see its data. */
export interface SeenUnit {
  readonly unit: UnitRecord;
  readonly spans: readonly Validity[];
}

/** What somebody is to a record that they may see. */
export type Standing = 'owner' | 'custodian' | 'consignee' | 'lessor';

const ALWAYS: Validity = { from: -Infinity, until: null };

/**
 * The single doors that grants open between organisations. What is shown as it stands now is open while
 * the grant lasts; what is told of the record (readings, alerts) is that of the time in custody, also
 * afterwards. Every method throws UnknownRecordError for all others: for them the record does not exist.
 */
@Injectable()
export class CustodyService {
  constructor(
    @Inject(RECORDS) private readonly records: Records,
    @Inject(PEOPLE_CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * One's own run, or one that is in one's custody now, with the legs that are.
   *
   * @returns `held` for a custodian
   */
  async runNow(
    run: RunRecord | undefined,
    organisationId: string,
    id: string,
  ): Promise<{ readonly run: RunRecord; readonly held?: HeldRun }> {
    if (run?.organisationId === organisationId) return { run };
    const held = run && (await this.heldNow(organisationId, run.id));
    if (!run || !held) throw new UnknownRecordError(`run ${id}`);
    return { run: held.withLegsHeldAt(run, this.clock.now()), held };
  }

  /**
   * One's own run, or one that was ever in one's custody, with the time in which it was: what happened
   * then is the custodian's evidence, also afterwards.
   */
  async runEver(run: RunRecord | undefined, organisationId: string, id: string): Promise<SeenRun> {
    if (run?.organisationId === organisationId) return { run, spans: [ALWAYS] };
    const spans = await this.begunSpans(organisationId, id);
    if (!run || spans.length === 0) throw new UnknownRecordError(`run ${id}`);
    return { run, spans: withoutOverlaps(spans) };
  }

  /**
   * One's own unit, or one that rides on a run in one's custody now.
   *
   * @returns `held` for a custodian
   */
  async unitNow(
    unit: UnitRecord | undefined,
    organisationId: string,
    id: string,
  ): Promise<{ readonly unit: UnitRecord; readonly held?: HeldRun }> {
    if (unit?.organisationId === organisationId) return { unit };
    const held = unit && (await this.heldNow(organisationId, unit.runId));
    if (!unit || !held) throw new UnknownRecordError(`unit ${id}`);
    return { unit, held };
  }

  /** One's own unit, or one that ever rode on a run in one's custody, with the time in which it did. */
  async unitEver(
    unit: UnitRecord | undefined,
    organisationId: string,
    id: string,
  ): Promise<SeenUnit> {
    if (unit?.organisationId === organisationId) return { unit, spans: [ALWAYS] };
    const spans = unit ? await this.ridesInCustody(organisationId, unit.id) : [];
    if (!unit || spans.length === 0) throw new UnknownRecordError(`unit ${id}`);
    return { unit, spans };
  }

  /** One's own lot, one that is consigned to one now, or one that lies in a unit in one's custody now. */
  async lotNow(
    lot: LotRecord | undefined,
    organisationId: string,
    id: string,
  ): Promise<{ readonly lot: LotRecord; readonly as: Standing }> {
    if (lot?.organisationId === organisationId) return { lot, as: 'owner' };
    if (lot && (await this.isGrantedNow(organisationId, 'consignee', lot.id)))
      return { lot, as: 'consignee' };
    const unit = lot?.unitId ? await this.records.journeys.unit(lot.unitId) : undefined;
    if (lot && unit && (await this.heldNow(organisationId, unit.runId)))
      return { lot, as: 'custodian' };
    throw new UnknownRecordError(`lot ${id}`);
  }

  /** One's own lot, or one that is consigned to one now: its whole past goes with the goods. */
  async lotConsigned(
    lot: LotRecord | undefined,
    organisationId: string,
    id: string,
  ): Promise<LotRecord> {
    const seen = await this.lotNow(lot, organisationId, id);
    if (seen.as === 'custodian') throw new UnknownRecordError(`lot ${id}`);
    return seen.lot;
  }

  /** One's own device, or one that is leased from one now. */
  async deviceNow(
    device: DeviceRecord | undefined,
    organisationId: string,
    id: string,
  ): Promise<{ readonly device: DeviceRecord; readonly as: Standing }> {
    if (device?.organisationId === organisationId) return { device, as: 'owner' };
    if (device && (await this.isGrantedNow(organisationId, 'lessor', device.id)))
      return { device, as: 'lessor' };
    throw new UnknownRecordError(`device ${id}`);
  }

  /** One's own alert, or one that began on a run while it was in one's custody. */
  async alertEver(
    alert: AlertRecord | undefined,
    organisationId: string,
    id: string,
  ): Promise<{ readonly alert: AlertRecord; readonly as: Standing }> {
    if (alert?.organisationId === organisationId) return { alert, as: 'owner' };
    const spans = alert?.runId ? await this.begunSpans(organisationId, alert.runId) : [];
    const isTheirs = alert && !isForOwnerAlone(alert.rule) && isWithin(spans, alert.startedAt);
    if (!isTheirs) throw new UnknownRecordError(`alert ${id}`);
    return { alert, as: 'custodian' };
  }

  private async heldNow(
    organisationId: string,
    runId: string | null,
  ): Promise<HeldRun | undefined> {
    if (runId === null) return undefined;
    const held = await readHeldRun(this.records, organisationId, runId);
    return held?.isHeldAt(this.clock.now()) ? held : undefined;
  }

  private async isGrantedNow(
    organisationId: string,
    kind: GrantKind,
    subjectId: string,
  ): Promise<boolean> {
    const spans = await this.records.grants.spans(organisationId, kind, subjectId);
    return isWithin(spans, this.clock.now());
  }

  /** Without those that are still to come. */
  private async begunSpans(organisationId: string, runId: string): Promise<Validity[]> {
    const now = this.clock.now();
    const granted = await this.records.grants.spans(organisationId, 'custody', runId);
    return granted.filter(({ from }) => from <= now);
  }

  private async ridesInCustody(organisationId: string, unitId: string): Promise<Validity[]> {
    const rides = await this.records.bindings.list({ kind: 'unit', subjectId: unitId });
    const spans: Validity[] = [];
    for (const [runId, onRun] of Map.groupBy(rides, ({ targetId }) => targetId))
      spans.push(...sharedSpans(onRun, await this.begunSpans(organisationId, runId)));
    return spans.sort((a, b) => a.from - b.from);
  }
}
