import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEVERITIES, type Severity } from '@lenglian/breaches';
import { anEpisode } from '@lenglian/breaches/testing';
import { HOUR } from '@lenglian/quantities';
import {
  acknowledgeAlert,
  annulAlert,
  awaitsDisposition,
  closeAlert,
  disposeAlert,
  fallDue,
  followEpisode,
  openAlert,
  shelveAlert,
  type AlertLife,
} from './alert.ts';

/** All that an operator needs to know; the state follows from it. */
interface Model {
  lasts: boolean;
  isOwned: boolean;
  /** Cause and action were said. */
  isSaid: boolean;
  isDecided: boolean;
  isAnnulled: boolean;
  isShelved: boolean;
  severity: Severity;
}

interface Real {
  alert: AlertLife;
}

type Step = fc.Command<Model, Real>;

/** The breach is of CRIT_HI: from MAJOR on the goods wait for quality. */
function waits({ isDecided, isAnnulled, severity }: Model): boolean {
  return !isDecided && !isAnnulled && (severity === 'MAJOR' || severity === 'CRITICAL');
}

function stateOf(model: Model): AlertLife['state'] {
  if (model.lasts) return model.isOwned ? 'ACKNOWLEDGED' : 'OPEN';
  return model.isSaid && !waits(model) ? 'CLOSED' : 'CLEARED';
}

function step(
  name: string,
  change: (model: Model) => void,
  act: (alert: AlertLife) => AlertLife,
  isPossible: (model: Model) => boolean = () => true,
): Step {
  return {
    // What cannot be done must throw and change nothing: it is run all the same.
    check: () => true,
    run: (model, real) => {
      if (isPossible(model)) {
        change(model);
        real.alert = act(real.alert);
      } else expect(() => act(real.alert)).toThrow('cannot');
      expect(real.alert.state).toBe(stateOf(model));
      expect(real.alert.severity).toBe(model.severity);
      expect(real.alert.nextCheckAt !== null).toBe(real.alert.state === 'ACKNOWLEDGED');
      expect(real.alert.shelvedUntil !== null).toBe(model.isShelved);
      expect(real.alert.disposition !== null).toBe(model.isDecided);
      expect(awaitsDisposition(real.alert)).toBe(waits(model));
      expect(real.alert.acknowledgedAt !== null || real.alert.state !== 'ACKNOWLEDGED').toBe(true);
    },
    toString: () => name,
  };
}

const AN_INSTANT = anEpisode().startedAt;
const SAID = { cause: 'door', correctiveAction: 'shut' };
const severity = fc.constantFrom(...SEVERITIES);
const steps = fc.commands<Model, Real>([
  severity.map((told) =>
    step(
      `lasts as ${told}`,
      (model) => {
        const isWorse = SEVERITIES.indexOf(told) > SEVERITIES.indexOf(model.severity);
        model.isOwned &&= model.lasts && !isWorse;
        model.isShelved &&= model.lasts && !isWorse;
        model.lasts = true;
        model.isAnnulled = false;
        model.severity = told;
      },
      (alert) => followEpisode(alert, anEpisode({ rule: 'CRIT_HI', severity: told })),
    ),
  ),
  severity.map((told) =>
    step(
      `ended as ${told}`,
      (model) => {
        model.lasts = model.isShelved = model.isAnnulled = false;
        model.severity = told;
      },
      (alert) =>
        followEpisode(
          alert,
          anEpisode({ rule: 'CRIT_HI', severity: told, endedAt: AN_INSTANT + 2 * HOUR }),
        ),
    ),
  ),
  fc.constant(
    step(
      'annulled',
      (model) => {
        model.lasts = model.isShelved = false;
        model.isAnnulled = true;
      },
      annulAlert,
    ),
  ),
  fc.constant(
    step(
      'acknowledged',
      (model) => (model.isOwned = true),
      (alert) => acknowledgeAlert(alert, AN_INSTANT + HOUR),
      (model) => stateOf(model) !== 'CLOSED',
    ),
  ),
  fc.constant(
    step(
      'shelved',
      (model) => (model.isShelved = true),
      (alert) => shelveAlert(alert, AN_INSTANT, AN_INSTANT + HOUR),
      (model) => model.lasts && model.severity !== 'CRITICAL',
    ),
  ),
  fc.constant(
    step(
      'an hour later',
      (model) => (model.isShelved = false),
      (alert) => fallDue(alert, AN_INSTANT + HOUR),
    ),
  ),
  fc.constant(
    step(
      'cause and action said',
      (model) => (model.isSaid = true),
      (alert) => closeAlert(alert, SAID),
      (model) => stateOf(model) === 'CLEARED',
    ),
  ),
  fc.constant(
    step(
      'decided',
      (model) => (model.isDecided = true),
      (alert) => disposeAlert(alert, 'HOLD'),
      (model) => !model.lasts && (waits(model) || model.isDecided),
    ),
  ),
]);

describe('the life of an alert', () => {
  it('follows the breach, its owner and the decision, in whatever order they come', () => {
    fc.assert(
      fc.property(steps, (commands) => {
        fc.modelRun(
          (): { model: Model; real: Real } => ({
            model: {
              ...{ lasts: true, isOwned: false, isSaid: false, isDecided: false },
              ...{ isAnnulled: false, isShelved: false, severity: 'WARN' },
            },
            real: { alert: openAlert(anEpisode({ rule: 'CRIT_HI' })) },
          }),
          commands,
        );
      }),
    );
  });
});
