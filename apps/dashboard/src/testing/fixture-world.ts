import { progressOf } from './fixture-progress.ts';
import { RULE_UNITS } from '@lenglian/breaches';
import type {
  AlertView,
  LatestReading,
  LotView,
  ReadingSeries,
  RunView,
  Session,
  UnitView,
} from '@lenglian/console-contract';
import type { Condition } from '@lenglian/console-contract/constants';
import { HOUR, MINUTE, SECOND, SeededRandom, type Instant } from '@lenglian/quantities';

/** What the console is shown when no server is there: two trains, 53 units, eight alerts. */
export interface FixtureWorld {
  readonly session: Session;
  readonly runs: RunView[];
  readonly units: UnitView[];
  readonly alerts: AlertView[];
}

interface Goods {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly set: number;
  readonly band: readonly [number, number];
  readonly critical: readonly [number, number];
}

const PEAR: Goods = {
  code: 'PEAR_KORLA',
  zh: '库尔勒香梨',
  en: 'Korla pear',
  set: 0,
  band: [-0.5, 2],
  critical: [-1, 8],
};
const PLUM: Goods = {
  code: 'PLUM_PRUNE',
  zh: '新梅',
  en: 'Prune plum',
  set: 0,
  band: [-0.3, 1.5],
  critical: [-0.5, 10],
};

/** Which boxes of 新梅号 are in trouble, by position. */
const TROUBLED: Readonly<Record<number, Condition>> = {
  3: 'WARN',
  7: 'CRITICAL',
  12: 'MAJOR',
  14: 'SILENT',
  15: 'SILENT',
  17: 'WARN',
  18: 'WARN',
  19: 'WARN',
  22: 'CRITICAL',
  23: 'MAJOR',
  29: 'NO_DATA_YET',
};
const RULE_OF: Readonly<Record<string, AlertView['rule']>> = {
  CRITICAL: 'CRIT_HI',
  MAJOR: 'NO_DATA',
  WARN: 'BAND_HI',
};

/** The same world for the same `now`. */
export function makeFixtureWorld(now: Instant): FixtureWorld {
  const random = new SeededRandom(7);
  const plums = Array.from({ length: 32 }, (_, i) =>
    makeUnit('plum', i + 1, PLUM, TROUBLED[i + 1] ?? 'OK', now, random),
  );
  const pears = Array.from({ length: 21 }, (_, i) =>
    makeUnit('pear', i + 1, PEAR, i === 4 || i === 11 ? 'DEFROST' : 'OK', now, random),
  );
  const alerts = plums
    .filter((unit) => RULE_OF[unit.condition] !== undefined)
    .map((unit, i) => makeAlert(unit, i, now));
  for (const alert of alerts)
    plums.find((unit) => unit.id === alert.unitId)?.liveAlertIds.push(alert.id);
  return {
    session: {
      userId: 'user-1',
      username: 'diaodu',
      displayName: '阿依努尔',
      role: 'operator',
      organisationId: 'demo',
      isDemo: true,
      serverTime: now,
    },
    runs: [
      makeRun('plum', '新梅号', 'Xinmei', ['喀什', 'Kashgar'], ['渭城', 'Weicheng'], plums, now),
      makeRun('pear', '香梨号', 'Xiangli', ['库车', 'Kuqa'], ['怀化', 'Huaihua'], pears, now),
    ],
    units: [...plums, ...pears],
    alerts,
  };
}

function makeRun(
  id: string,
  nameZh: string,
  nameEn: string,
  from: readonly [string, string],
  to: readonly [string, string],
  units: readonly UnitView[],
  now: Instant,
): RunView {
  const conditions: RunView['conditions'] = {};
  for (const unit of units) conditions[unit.condition] = (conditions[unit.condition] ?? 0) + 1;
  const legs: RunView['legs'] = [
    {
      mode: 'RAIL',
      fromPlaceCode: from[1].toUpperCase(),
      fromNameZh: from[0],
      fromNameEn: from[1],
      toPlaceCode: to[1].toUpperCase(),
      toNameZh: to[0],
      toNameEn: to[1],
      plannedDepartureAt: now - 48 * HOUR,
      plannedArrivalAt: now + 60 * HOUR,
      ...{ departedAt: now - 48 * HOUR, departedBasis: 'REPORTED', measuredDepartureAt: null },
      ...{ arrivedAt: null, arrivedBasis: null, measuredArrivalAt: null, arrivalSaidAt: null },
    },
  ];
  return {
    id,
    code: id === 'plum' ? 'XM-2026-1121' : 'XL-2026-1120',
    serviceCode: id.toUpperCase(),
    nameZh,
    nameEn,
    ...{ state: 'IN_TRANSIT', revision: 1 },
    legs,
    unitCount: units.length,
    plannedUnitCount: units.length,
    conditions,
    liveAlerts: {},
    latestMeasuredAt: now - 20 * SECOND,
    progress: progressOf(legs, now),
  };
}

function makeUnit(
  run: string,
  position: number,
  goods: Goods,
  condition: Condition,
  now: Instant,
  random: SeededRandom,
): UnitView {
  const serial = (run === 'plum' ? 300000 : 410000) + position;
  const isSilent = condition === 'SILENT' || condition === 'MAJOR';
  const isUnheard = condition === 'NO_DATA_YET';
  const age = isSilent ? (18 + position) * MINUTE : Math.round(random.next() * 55) * SECOND;
  return {
    id: `${run}-${position}`,
    code: `XJLU${serial}${position % 10}`,
    ...{
      kind: 'reefer',
      wholeUnitId: null,
      revision: 1,
      state: 'IN_USE',
      plannedSetpointCelsius: null,
    },
    runId: run,
    position,
    equipmentGroup: run === 'plum' ? Math.ceil(position / 8) : null,
    deviceIds: [`RFR-${run}-${String(position).padStart(3, '0')}`],
    lots: [makeLot(run, position, goods, now)],
    condition,
    latest: isUnheard ? null : makeLatest(goods, condition, now - age, random),
    silentSince: isSilent ? now - age : null,
    expectedHole: null,
    liveAlertIds: [],
  };
}

function makeLot(run: string, position: number, goods: Goods, now: Instant): LotView {
  return {
    id: `lot-${run}-${position}`,
    code: `L${run === 'plum' ? 'XM' : 'XL'}${String(position).padStart(4, '0')}`,
    commodityCode: goods.code,
    commodityNameZh: goods.zh,
    commodityNameEn: goods.en,
    quantityKilograms: 21_400,
    unitId: `${run}-${position}`,
    profileVersion: 1,
    setpointCelsius: goods.set,
    bandLowCelsius: goods.band[0],
    bandHighCelsius: goods.band[1],
    criticalLowCelsius: goods.critical[0],
    criticalHighCelsius: goods.critical[1],
    isProvisional: false,
    placedFrom: now - 52 * HOUR,
    placedUntil: null,
    phase: 'TRANSIT',
    danger: null,
  };
}

function makeLatest(
  goods: Goods,
  condition: Condition,
  measuredAt: Instant,
  random: SeededRandom,
): LatestReading {
  const warmth = condition === 'CRITICAL' ? 11 : condition === 'WARN' ? 2.4 : 0.4;
  return {
    measuredAt,
    receivedAt: measuredAt + SECOND,
    setpointTemperatureCelsius: goods.set,
    supplyTemperatureCelsius: goods.set - 0.4 + random.next() * 0.3,
    returnTemperatureCelsius: condition === 'DEFROST' ? 4.6 : warmth + random.next() * 0.5,
    cargoTemperatureCelsius: goods.set + warmth + random.next() * 0.4 - 0.3,
    ambientTemperatureCelsius: 11 + random.next() * 4,
    relativeHumidityPercent: 91,
    doorOpen: false,
    isConnectedToPowerSource: condition !== 'WARN',
    isDefrosting: condition === 'DEFROST',
    controllerAlarm: null,
  };
}

/** What nobody has done with an alert yet. */
const UNTOUCHED = {
  ...{ mergedIntoId: null, splitFromId: null, isCheckDue: false, openReviewId: null },
  ...{ shelvedUntil: null, shelvedBy: null, shelfReason: null, shelfCount: 0 },
  ...{ cause: null, correctiveAction: null, correctedBy: null, correctedAt: null },
  ...{ disposition: null, dispositionReason: null, decidedBy: null, decidedAt: null },
  awaitsDisposition: false,
} satisfies Partial<AlertView>;

function makeAlert(unit: UnitView, i: number, now: Instant): AlertView {
  const rule = RULE_OF[unit.condition] ?? 'BAND_HI';
  const lot = unit.lots[0];
  const limit = rule === 'CRIT_HI' ? lot?.criticalHighCelsius : lot?.bandHighCelsius;
  const startedAt = now - (23 + i * 17) * MINUTE;
  const isTaken = i % 3 === 1;
  return {
    id: `alert-${i}`,
    organisationId: 'demo',
    rule,
    severity:
      unit.condition === 'CRITICAL' ? 'CRITICAL' : unit.condition === 'MAJOR' ? 'MAJOR' : 'WARN',
    state: isTaken ? 'ACKNOWLEDGED' : 'OPEN',
    lotId: lot?.id ?? null,
    lotCode: lot?.code ?? null,
    commodityCode: lot?.commodityCode ?? null,
    commodityNameZh: lot?.commodityNameZh ?? null,
    commodityNameEn: lot?.commodityNameEn ?? null,
    unitId: unit.id,
    unitCode: unit.code,
    runId: unit.runId,
    runCode: 'XM-2026-1121',
    runNameZh: '新梅号',
    runNameEn: 'Xinmei',
    deviceId: unit.deviceIds[0] ?? null,
    startedAt,
    raisedAt: startedAt + 20 * MINUTE,
    endedAt: null,
    detectedAt: startedAt + 20 * MINUTE + 300,
    isLate: i === 3,
    isAnnulled: false,
    ...UNTOUCHED,
    limitCelsius: rule === 'NO_DATA' ? null : (limit ?? null),
    peakCelsius: rule === 'NO_DATA' ? null : (limit ?? 0) + 1.3,
    unit: RULE_UNITS[rule],
    ...{ limitInUnit: null, peakInUnit: null, spentMinutes: null, isUnverified: false },
    kelvinMinutes: rule === 'NO_DATA' ? null : 46,
    signal: rule === 'NO_DATA' ? null : i % 2 === 0 ? 'PROBE' : 'RETURN',
    acknowledgedAt: isTaken ? now - 5 * MINUTE : null,
    acknowledgedBy: isTaken ? '阿依努尔' : null,
    nextCheckAt: isTaken ? now + (i === 4 ? -2 : 55) * MINUTE : null,
    note: isTaken ? '已电话通知押运员' : null,
    danger: null,
    lateness: null,
    revision: 1,
  };
}

/** Readings of a unit: a point a minute up to 6 h, else roll-ups of 15 min; holes and defrosts in them. */
export function makeFixtureSeries(unit: UnitView, from: Instant, to: Instant): ReadingSeries {
  const widthSeconds = to - from > 7 * HOUR ? 900 : 0;
  const step = widthSeconds === 0 ? MINUTE : 15 * MINUTE;
  const random = SeededRandom.stream(3, unit.position ?? 0);
  const end = Math.min(to, unit.latest?.measuredAt ?? 0);
  const times: Instant[] = [];
  for (let at = Math.ceil(from / step) * step; at <= end; at += step)
    if (at % (5 * HOUR) > 25 * MINUTE) times.push(at);
  const latest = unit.latest;
  const isDefrosting = (at: Instant) => at % (8 * HOUR) < 30 * MINUTE;
  const noise = (size: number) => (random.next() - 0.5) * size;
  const drift = (at: Instant) => Math.max(0, 1 - (end - at) / (3 * HOUR));
  const cargo = (offset: number) =>
    times.map((at) => drift(at) * ((latest?.cargoTemperatureCelsius ?? 0) + offset) + noise(0.1));
  const one = (channel: string, mean: number[]) => ({
    channel,
    deviceId: unit.deviceIds[0] ?? '',
    mean,
  });
  return {
    unitId: unit.id,
    from,
    to,
    widthSeconds,
    times,
    series: [
      one('cargoProbe1TemperatureCelsius', cargo(0)),
      one('cargoProbe2TemperatureCelsius', cargo(-0.5)),
      one(
        'returnTemperatureCelsius',
        times.map((at) => (isDefrosting(at) ? 4.5 : 0.7) + noise(0.4)),
      ),
      one(
        'supplyTemperatureCelsius',
        times.map((at) => (isDefrosting(at) ? 2 : -0.3) + noise(0.3)),
      ),
      one(
        'setpointTemperatureCelsius',
        times.map(() => 0),
      ),
      one(
        'ambientTemperatureCelsius',
        times.map((at) => 12 + 7 * Math.sin(((at % (24 * HOUR)) / (24 * HOUR)) * 2 * Math.PI)),
      ),
      one(
        'isDefrosting',
        times.map((at) => Number(isDefrosting(at))),
      ),
      one(
        'doorOpen',
        times.map((at) => Number(at % (31 * HOUR) < 12 * MINUTE)),
      ),
      one(
        'isConnectedToPowerSource',
        times.map((at) => Number(at % (47 * HOUR) > 40 * MINUTE)),
      ),
    ],
  };
}
