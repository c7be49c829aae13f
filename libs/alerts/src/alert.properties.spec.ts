import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SEVERITIES, type Severity } from '@lenglian/breaches';
import { anEpisode } from '@lenglian/breaches/testing';
import { HOUR } from '@lenglian/quantities';
import {
  acknowledgeAlert,
  annulAlert,
  closeAlert,
  followEpisode,
  openAlert,
  type AlertLife,
} from './alert.ts';

/** All that an operator needs to know; the state follows from it. */
interface Model {
  lasts: boolean;
  isOwned: boolean;
  isClosed: boolean;
  severity: Severity;
}

interface Real {
  alert: AlertLife;
}

type Step = fc.Command<Model, Real>;

function stateOf({ lasts, isOwned, isClosed }: Model): AlertLife['state'] {
  if (lasts) return isOwned ? 'ACKNOWLEDGED' : 'OPEN';
  return isClosed ? 'CLOSED' : 'CLEARED';
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
      expect(real.alert.acknowledgedAt !== null || real.alert.state !== 'ACKNOWLEDGED').toBe(true);
    },
    toString: () => name,
  };
}

const AN_INSTANT = anEpisode().startedAt;
const severity = fc.constantFrom(...SEVERITIES);
const steps = fc.commands<Model, Real>([
  severity.map((told) =>
    step(
      `lasts as ${told}`,
      (model) => {
        const isWorse = SEVERITIES.indexOf(told) > SEVERITIES.indexOf(model.severity);
        model.isOwned &&= model.lasts && !isWorse;
        model.lasts = true;
        model.isClosed = false;
        model.severity = told;
      },
      (alert) => followEpisode(alert, anEpisode({ severity: told })),
    ),
  ),
  severity.map((told) =>
    step(
      `ended as ${told}`,
      (model) => {
        model.lasts = false;
        model.severity = told;
      },
      (alert) =>
        followEpisode(alert, anEpisode({ severity: told, endedAt: AN_INSTANT + 2 * HOUR })),
    ),
  ),
  fc.constant(step('annulled', (model) => (model.lasts = false), annulAlert)),
  fc.constant(
    step(
      'acknowledged',
      (model) => (model.isOwned = true),
      (alert) => acknowledgeAlert(alert, AN_INSTANT + HOUR),
      (model) => model.lasts || !model.isClosed,
    ),
  ),
  fc.constant(
    step(
      'closed',
      (model) => (model.isClosed = true),
      closeAlert,
      (model) => !model.lasts && !model.isClosed,
    ),
  ),
]);

describe('the life of an alert', () => {
  it('follows the breach, its owner and the decision, in whatever order they come', () => {
    fc.assert(
      fc.property(steps, (commands) => {
        fc.modelRun(
          (): { model: Model; real: Real } => ({
            model: { lasts: true, isOwned: false, isClosed: false, severity: 'WARN' },
            real: { alert: openAlert(anEpisode()) },
          }),
          commands,
        );
      }),
    );
  });
});
