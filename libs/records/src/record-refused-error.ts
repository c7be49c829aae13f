import { ColdChainError } from '@lenglian/errors';
import { isRefused, type Finding } from '@lenglian/planning';

/** Something that cannot be recorded as it is: nothing was written. Its findings say what to change. */
export class RecordRefusedError extends ColdChainError {
  readonly code = 'RECORD_REFUSED';
  /** All of them, warnings too. */
  readonly findings: readonly Finding[];

  constructor(what: string, findings: readonly Finding[]) {
    const refused = findings.filter((one) => isRefused([one])).map(({ code }) => code);
    super(`${what}: ${refused.join(', ')}`);
    this.findings = findings;
  }
}
