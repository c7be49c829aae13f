import type {
  AlertCorrectionRow,
  AlertReviewRow,
  AlertRevisionRow,
  AlertRow,
  AlertTellingRow,
} from './schema-of-alerts.ts';
import type { ApiTokenRow, LotLinkRow, ServerKeyRow } from './schema-of-secrets.ts';

export type { ApiTokenRow, LotLinkRow } from './schema-of-secrets.ts';
import type {
  DepartureBoardRow,
  DepartureReleaseRow,
  UnitInspectionRow,
  UnitSealRow,
} from './schema-of-departures.ts';
import type { IncidentMemberRow, IncidentRow, RunHoleRow } from './schema-of-incidents.ts';
import type {
  HandOverConfirmationRow,
  HandOverDisputeRow,
  HandOverLinkRow,
  HandOverLotRow,
  HandOverPersonRow,
  HandOverRow,
  HandOverSettlementRow,
} from './schema-of-hand-overs.ts';

/**
 * The tables, as every database holds them: instants as integer milliseconds, booleans as 0 or 1,
 * lists and objects as JSON text, ids as text. Column names are the same words as in the records.
 */
export interface RecordsSchema {
  organisations: OrganisationRow;
  users: UserRow;
  sessions: SessionRow;
  apiTokens: ApiTokenRow;
  places: PlaceRow;
  services: ServiceRow;
  profiles: ProfileRow;
  runs: RunRow;
  runLegs: RunLegRow;
  pastRunLegs: RunLegRow & Past;
  units: UnitRow;
  unitAssignments: UnitAssignmentRow;
  lots: LotRow;
  lotPlacements: LotPlacementRow;
  devices: DeviceRow;
  deviceBindings: DeviceBindingRow;
  pastDeviceBindings: DeviceBindingRow & Past;
  pastLotPlacements: LotPlacementRow & Past;
  pastUnitAssignments: UnitAssignmentRow & Past;
  transformations: TransformationRow;
  transformationInputs: TransformationShareRow;
  transformationOutputs: TransformationShareRow;
  handOvers: HandOverRow;
  handOverLots: HandOverLotRow;
  handOverConfirmations: HandOverConfirmationRow;
  handOverDisputes: HandOverDisputeRow;
  handOverSettlements: HandOverSettlementRow;
  handOverPersons: HandOverPersonRow;
  handOverLinks: HandOverLinkRow;
  pseudonymKeys: PseudonymKeyRow;
  unitDeclarations: UnitDeclarationRow;
  unitCleanings: UnitCleaningRow;
  calibrations: CalibrationRow;
  unitInspections: UnitInspectionRow;
  unitSeals: UnitSealRow;
  departureReleases: DepartureReleaseRow;
  departureBoards: DepartureBoardRow;
  contacts: ContactRow;
  alerts: AlertRow;
  incidents: IncidentRow;
  incidentMembers: IncidentMemberRow;
  runHoles: RunHoleRow;
  alertRevisions: AlertRevisionRow;
  alertTellings: AlertTellingRow;
  alertReviews: AlertReviewRow;
  alertCorrections: AlertCorrectionRow;
  grants: GrantRow;
  lotLinks: LotLinkRow;
  serverKeys: ServerKeyRow;
  auditEntries: AuditRow;
  counters: CounterRow;
  onceKeys: OnceKeyRow;
}

/** Every record belongs to an organisation. */
export interface Owned {
  id: string;
  organisationId: string;
}

/** `validFrom` included, `validUntil` excluded; null is open. */
interface Valid {
  validFrom: number;
  validUntil: number | null;
  /** When this came to be believed. */
  recordedAt: number;
}

/** Was believed until another belief took its place. */
interface Past {
  supersededAt: number;
}

/** What people may change. */
interface Revised {
  /** From 1; each change adds one. */
  revision: number;
}

interface Named {
  nameZh: string;
  nameEn: string;
}

export interface OrganisationRow extends Named {
  id: string;
  createdAt: number;
}

export interface UserRow extends Owned, Revised {
  username: string;
  displayName: string;
  role: string;
  passwordHash: string;
  isDisabled: number;
}

export interface SessionRow {
  tokenSha256: string;
  organisationId: string;
  userId: string;
  /** A one-time link is used up by the first use. */
  isOneTimeLink: number;
  expiresAt: number;
}

export interface PlaceRow extends Owned, Revised, Named {
  code: string;
  latitudeDegrees: number;
  longitudeDegrees: number;
  /** JSON list. */
  roles: string;
  /** The whole seed entry, JSON. */
  details: string;
  /** 0 once somebody changed it, or when it did not come from the seeds. */
  isSeeded: number;
}

export interface ServiceRow extends Owned, Revised, Named {
  code: string;
  details: string;
  isSeeded: number;
}

export interface ProfileRow extends Owned {
  code: string;
  version: number;
  validFrom: number;
  /** The LimitProfile, JSON. */
  definition: string;
  /** What later rules need: zones, budgets, shelf life, sources; JSON. */
  details: string;
  isSeeded: number;
}

export interface RunRow extends Owned, Revised, Named {
  code: string;
  serviceCode: string;
  state: string;
}

export interface RunLegRow extends Owned {
  runId: string;
  /** From 0. */
  ordinal: number;
  mode: string;
  fromPlaceCode: string;
  toPlaceCode: string;
  plannedDepartureAt: number;
  plannedArrivalAt: number;
  /** As somebody reported it or it was measured; null while neither is so. */
  departedAt: number | null;
  arrivedAt: number | null;
  /** `REPORTED` or `MEASURED`; `REPORTED` without a time: somebody said that it was not. */
  departedBasis: string | null;
  arrivedBasis: string | null;
  /** As positions tell. */
  measuredDepartureAt: number | null;
  measuredArrivalAt: number | null;
  /** When somebody said anew, of a leg under way, when it will arrive. */
  arrivalSaidAt: number | null;
  /** When this came to be the plan. */
  recordedAt: number;
}

export interface UnitRow extends Owned, Revised {
  code: string;
  kind: string;
  /** Of a compartment or zone: the unit that it is a part of. */
  wholeUnitId: string | null;
}

/** What was put down by somebody at a moment; never changed, the newest counts. */
export interface Recorded extends Owned {
  recordedAt: number;
  recordedBy: string;
}

export interface UnitDeclarationRow extends Recorded {
  unitId: string;
  state: string;
  validFrom: number;
  reason: string | null;
}

export interface UnitCleaningRow extends Recorded {
  unitId: string;
  cleanedAt: number;
  isClean: number;
  certificateNumber: string | null;
  note: string | null;
}

export interface CalibrationRow extends Recorded {
  deviceId: string;
  /** A channel of the readings; null for all of the device. */
  channel: string | null;
  calibratedAt: number;
  validUntil: number;
  /** What is to be added to the raw value. */
  offsetKelvin: number;
  certificateNumber: string | null;
  note: string | null;
}

/** A unit rides on a run for a time. */
export interface UnitAssignmentRow extends Owned, Valid {
  unitId: string;
  runId: string;
  position: number | null;
  equipmentGroup: number | null;
  /** What the carriage is to be set to. */
  setpointCelsius: number | null;
  /** Where it is coupled on and set out; null: where the run begins and ends. */
  joinPlaceCode: string | null;
  leavePlaceCode: string | null;
}

export interface LotRow extends Owned, Revised {
  code: string;
  commodityCode: string;
  quantityKilograms: number | null;
  originPlaceCode: string | null;
  note: string | null;
  waybillNumber: string | null;
  shipperName: string | null;
  consigneeName: string | null;
  harvestedAt: number | null;
  preCooledAt: number | null;
  pulpTemperatureCelsius: number | null;
  brixDegrees: number | null;
  cultivarCode: string | null;
  packageCount: number | null;
  /** 有货无单: the unit on a run of whose goods nobody has said anything; null of a lot like any other. */
  provisionalRunId: string | null;
  provisionalUnitId: string | null;
}

export interface LotPlacementRow extends Owned, Valid {
  lotId: string;
  unitId: string;
  profileId: string;
}

export interface TransformationRow extends Owned {
  kind: string;
  at: number;
  recordedAt: number;
  note: string | null;
  /** It was a mistake: it no longer counts, and stays on record. */
  undoneAt: number | null;
  undoneBy: string | null;
  undoneReason: string | null;
}

/** What went in, or came out. */
export interface TransformationShareRow extends Owned {
  transformationId: string;
  lotId: string;
  quantityKilograms: number | null;
}

export interface DeviceRow extends Owned, Revised {
  kind: string;
  tokenSha256: string;
  isRevoked: number;
  samplingIntervalSeconds: number;
  reportingIntervalSeconds: number;
  configVersion: number;
  /** JSON list of device ids. */
  publishesFor: string;
  /** Value of the counter `access` when its access last changed; likewise `configured`. */
  accessVersion: number;
  configuredVersion: number;
}

export interface DeviceBindingRow extends Owned, Valid {
  deviceId: string;
  unitId: string;
}

/** The secret by which names become pseudonyms, 64 hex digits. */
export interface PseudonymKeyRow {
  organisationId: string;
  key: string;
}

/** Personal data: names and numbers are never in the audit. */
export interface ContactRow extends Owned, Revised {
  subjectKind: string;
  subjectId: string;
  legOrdinal: number | null;
  role: string;
  name: string;
  phone: string;
  language: string;
  hours: string | null;
  deputyOfId: string | null;
  note: string | null;
  /** When somebody last put it down, changed it or dialled. */
  usedAt: number;
}

/** `organisationId` is whose the subject is. */
export interface GrantRow extends Owned {
  granteeOrganisationId: string;
  kind: string;
  subjectId: string;
  legOrdinal: number | null;
  validFrom: number;
  validUntil: number | null;
  grantedBy: string;
  grantedAt: number;
  revokedAt: number | null;
}

export interface AuditRow extends Owned {
  at: number;
  actor: string;
  action: string;
  entity: string;
  entityId: string;
  /** JSON; null for a record that was not there before, or is not any more. */
  before: string | null;
  after: string | null;
  reason: string | null;
}

/** Numbers that only grow and that other processes poll. */
export interface CounterRow {
  name: string;
  value: number;
}

/** A key under which a user asked for something to be done once. */
export interface OnceKeyRow {
  id: string;
  userId: string;
  keySha256: string;
  requestHmac: string;
  /** RUNNING (or died with its process), DONE, or UNKNOWN: failed after something may have been done. */
  outcome: string;
  takenAt: number;
  /** Of the answer; null when it was not kept, and while there is none. */
  status: number | null;
  mediaType: string | null;
  body: string | null;
}
