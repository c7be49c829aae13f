// Asks the registry for known weaknesses of what we ship. A registry that tells none (a mirror, or no
// network) is a warning, not a failure: it says nothing about us.
import { spawnSync } from 'node:child_process';

const asked = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
const found = severities(asked.stdout);

if (found === undefined) {
  console.warn('warning: the registry tells no advisories here; dependencies were not audited');
} else if (found.high + found.critical > 0) {
  console.error(asked.stdout);
  console.error(`dependencies: ${found.critical} critical and ${found.high} high weaknesses`);
  process.exit(1);
} else {
  console.log('dependencies: no weakness is known that is high or critical');
}

/** The counts of a report; undefined when there is none. */
function severities(text) {
  try {
    return JSON.parse(text).metadata?.vulnerabilities;
  } catch {
    return undefined;
  }
}
