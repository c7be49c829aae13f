import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './access/access-guard.ts';
import { AuthController } from './access/auth.controller.ts';
import { OidcController } from './access/oidc/oidc.controller.ts';
import { OidcService } from './access/oidc/oidc.service.ts';
import { CallersService } from './access/callers.service.ts';
import { TokensController } from './access/tokens.controller.ts';
import { TokensService } from './access/tokens.service.ts';
import { UsersController } from './access/users.controller.ts';
import { SessionsService } from './access/sessions.service.ts';
import { SignInChecks } from './access/sign-in-checks.ts';
import { AlertNews } from './alerts/alert-news.ts';
import { AlertsController } from './alerts/alerts.controller.ts';
import { ReviewsController } from './alerts/reviews.controller.ts';
import { AlertsService } from './alerts/alerts.service.ts';
import { AuditController } from './audit/audit.controller.ts';
import { BindingsController } from './bindings/bindings.controller.ts';
import { ContactsController } from './contacts/contacts.controller.ts';
import { DevicesController } from './devices/devices.controller.ts';
import { CalibrationsController } from './equipment/calibrations.controller.ts';
import { CleaningsController } from './equipment/cleanings.controller.ts';
import { DeclarationsController } from './equipment/declarations.controller.ts';
import { InspectionsController } from './equipment/inspections.controller.ts';
import { SealsController } from './equipment/seals.controller.ts';
import { DepartureService } from './departure/departure.service.ts';
import { DeparturesController } from './departure/departures.controller.ts';
import { CustodyService } from './grants/custody.service.ts';
import { GuestViews } from './grants/guest-views.ts';
import { GrantsController } from './grants/grants.controller.ts';
import { ConditionsService } from './hand-overs/conditions.service.ts';
import { HandOverLinksController } from './hand-overs/hand-over-links.controller.ts';
import { HandOversController } from './hand-overs/hand-overs.controller.ts';
import { HandOverViews } from './hand-overs/hand-over-views.ts';
import { LossesController } from './hand-overs/losses.controller.ts';
import { LossesService } from './hand-overs/losses.service.ts';
import { HealthController } from './health/health.controller.ts';
import { HealthService } from './health/health.service.ts';
import { MetricsController } from './health/metrics.controller.ts';
import { MetricsService } from './health/metrics.service.ts';
import { RefusesIfMatch } from './http/if-match.ts';
import { IncidentNews } from './incidents/incident-news.ts';
import { IncidentViews } from './incidents/incident-views.ts';
import { IncidentsController } from './incidents/incidents.controller.ts';
import { IncidentsService } from './incidents/incidents.service.ts';
import { RevisionTag } from './http/revision-tag.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { CertificateService } from './lots/certificate.service.ts';
import { FreshnessService } from './lots/freshness.service.ts';
import { LineageService } from './lots/lineage.service.ts';
import { LotSeriesService } from './lots/lot-series.service.ts';
import { LotLinksController } from './lots/lot-links.controller.ts';
import { LotsController } from './lots/lots.controller.ts';
import { SharedLotService } from './lots/shared-lot.service.ts';
import { SharedLotsController } from './lots/shared-lots.controller.ts';
import { TransformationsController } from './lots/transformations.controller.ts';
import { ProfilesController } from './journeys/profiles.controller.ts';
import { RunsController } from './journeys/runs.controller.ts';
import { UnitsController } from './journeys/units.controller.ts';
import type { LiveParts } from './live/live-parts.ts';
import { LiveBoard } from './live/live-board.ts';
import { LiveFeed } from './live/live-feed.ts';
import { LiveViews } from './live/live-views.ts';
import { LiveGateway } from './live/live.gateway.ts';
import { PeopleNames } from './live/people-names.ts';
import {
  CLOCK,
  CONFIG,
  HISTORIAN_LAG,
  HISTORY,
  JUDGE,
  LINK,
  LOG,
  ON_DEVICE_CONFIGURED,
  PEOPLE_CLOCK,
  RECORDS,
  type ApiParts,
} from './parts.ts';
import { DoneOnce } from './once/done-once.ts';
import { OrganisationsController } from './organisations/organisations.controller.ts';
import { PersonsController } from './persons/persons.controller.ts';
import { PlacesController } from './network/places.controller.ts';
import { ServicesController } from './network/services.controller.ts';
import { PlanningService } from './planning/planning.service.ts';
import { PlansController } from './planning/plans.controller.ts';
import { ProgressKeeper } from './progress/progress-keeper.ts';
import { QuarantineController } from './quarantine/quarantine.controller.ts';
import { ReadingsController } from './readings/readings.controller.ts';
import { ReadingsService } from './readings/readings.service.ts';

const CONTROLLERS = [
  AuthController,
  OidcController,
  UsersController,
  TokensController,
  PlansController,
  RunsController,
  UnitsController,
  ReadingsController,
  LotsController,
  LotLinksController,
  SharedLotsController,
  TransformationsController,
  HandOversController,
  HandOverLinksController,
  LossesController,
  PersonsController,
  DeclarationsController,
  CleaningsController,
  InspectionsController,
  SealsController,
  CalibrationsController,
  DeparturesController,
  PlacesController,
  ServicesController,
  ContactsController,
  GrantsController,
  OrganisationsController,
  ProfilesController,
  AlertsController,
  IncidentsController,
  ReviewsController,
  DevicesController,
  BindingsController,
  QuarantineController,
  AuditController,
  HealthController,
  MetricsController,
];

/** Joins controllers and the gateway with parts that were built outside. */
@Module({})
export class ApiModule {
  static over(parts: ApiParts, live: LiveParts, progress: ProgressKeeper): DynamicModule {
    return {
      module: ApiModule,
      controllers: [...CONTROLLERS],
      providers: [
        { provide: CONFIG, useValue: parts.config },
        { provide: RECORDS, useValue: parts.records },
        { provide: JUDGE, useValue: parts.judge },
        { provide: HISTORY, useValue: parts.history },
        { provide: CLOCK, useValue: parts.clock },
        { provide: PEOPLE_CLOCK, useValue: parts.peopleClock },
        { provide: LOG, useValue: parts.log },
        { provide: LINK, useValue: parts.link },
        { provide: HISTORIAN_LAG, useValue: parts.historianLag },
        { provide: ON_DEVICE_CONFIGURED, useValue: parts.onDeviceConfigured },
        { provide: LiveBoard, useValue: live.board },
        { provide: LiveViews, useValue: live.views },
        { provide: GuestViews, useValue: live.guestViews },
        { provide: LiveFeed, useValue: live.feed },
        { provide: PeopleNames, useValue: live.people },
        { provide: AlertNews, useValue: live.news },
        { provide: IncidentNews, useValue: live.incidentNews },
        { provide: IncidentViews, useValue: live.incidentViews },
        { provide: ProgressKeeper, useValue: progress },
        { provide: APP_GUARD, useClass: AccessGuard },
        // In this order, from the outside.
        { provide: APP_INTERCEPTOR, useClass: RevisionTag },
        { provide: APP_INTERCEPTOR, useClass: RefusesIfMatch },
        { provide: APP_INTERCEPTOR, useClass: DoneOnce },
        SignInChecks,
        SessionsService,
        TokensService,
        CallersService,
        OidcService,
        ProblemFilter,
        AlertsService,
        IncidentsService,
        ConditionsService,
        HandOverViews,
        LossesService,
        CustodyService,
        LineageService,
        LotSeriesService,
        FreshnessService,
        CertificateService,
        SharedLotService,
        PlanningService,
        DepartureService,
        ReadingsService,
        HealthService,
        MetricsService,
        LiveGateway,
      ],
    };
  }
}
