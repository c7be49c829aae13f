import { ColdChainError } from '@lenglian/errors';
import { isRefused, type Finding } from '@lenglian/planning';

/** A plan that cannot be taken: nothing of it was written. Its findings say what is to be changed. */
export class PlanRefusedError extends ColdChainError {
  readonly code = 'PLAN_REFUSED';
  /** All of them, warnings too, in the order of the lines. */
  readonly findings: readonly Finding[];

  constructor(runCode: string, findings: readonly Finding[]) {
    const count = findings.filter((one) => isRefused([one])).length;
    super(`run ${runCode}: ${count} of its findings must be mended`);
    this.findings = findings;
  }
}
