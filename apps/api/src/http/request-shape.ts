import { StandardSchemaValidationPipe } from '@nestjs/common';
import { InvalidRequestError, type FieldIssue } from './errors.ts';

/** Names no more fields than a person would mend in one go. */
const ISSUES_MAX = 20;

/** The one pipe that holds every body, query and socket message to its schema. */
export function requestShapePipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => new InvalidRequestError(issues.slice(0, ISSUES_MAX).map(toIssue)),
  });
}

function toIssue(issue: {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined;
}): FieldIssue {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  return { path: path.join('.'), message: issue.message };
}
