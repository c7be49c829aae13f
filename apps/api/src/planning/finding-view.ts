import type { FindingView } from '@lenglian/console-contract';
import type { Finding } from '@lenglian/planning';
import { wordsOfFinding } from '@lenglian/wording';

/** A finding with its words. */
export function toFindingView(finding: Finding): FindingView {
  return { ...finding, parameters: { ...finding.parameters }, ...wordsOfFinding(finding) };
}
