import { describeJourneys } from '../support/play-journeys.ts';

describeJourneys(0);
