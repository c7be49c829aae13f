// Format, lint, types and import boundaries, in the order in which they are cheapest to mend.
import { spawnSync } from 'node:child_process';

function run(command, args, { refuse } = {}) {
  process.stdout.write(`\n> ${command} ${args.join(' ')}\n`);
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  process.stdout.write(result.stdout);
  process.stderr.write(result.stderr);
  const refused = refuse && `${result.stdout}${result.stderr}`.includes(refuse);
  if (refused) console.error(`refused: the output says "${refuse}"`);
  if (result.status !== 0 || refused) process.exit(1);
}

run('prettier', ['--check', '--log-level', 'warn', '.']);
// Without a project graph the boundary rule says that it is skipped, and passes.
run('nx', ['graph', '--file=dist/graph.json']);
run('eslint', ['.', '--max-warnings', '0'], { refuse: 'rule will be skipped' });
run('tsc', ['-b']);
