// Runs every project's tests two at a time: libraries and apps beside whole journeys and the stories on real
// processes, which have their own installations and ports. Ends with one line that adds them up.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const results = path.join(root, 'dist', 'test-results');
fs.mkdirSync(results, { recursive: true });

/** Of memory that must be free and of room in its file system, bytes: several times what tests hold at one time. */
const ROOM = 3 * 1024 ** 3;

/**
 * Where tests put their journals and records: into memory, if there is room. Nothing of them is kept, and
 * journeys in lock-step spent a third of their time on waiting for a disk.
 */
function temporaryDirectory() {
  const directory = directoryIn('/dev/shm', ROOM) ?? directoryIn(os.tmpdir(), 0);
  // As any other: PostgreSQL's own user has its data in it too.
  fs.chmodSync(directory, 0o1777);
  process.on('exit', () => fs.rmSync(directory, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return directory;
}

/** Undefined where there is no such room, or we may not write. */
function directoryIn(parent, room) {
  try {
    const { bavail, bsize } = fs.statfsSync(parent);
    const free = Math.min(bavail * bsize, process.availableMemory());
    return free < room ? undefined : fs.mkdtempSync(path.join(parent, 'lenglian-test-'));
  } catch (error) {
    if (room === 0) throw error;
    return undefined;
  }
}

const TMPDIR = temporaryDirectory();

function projectsIn(...folders) {
  return folders
    .flatMap((folder) =>
      fs.existsSync(path.join(root, folder, 'package.json'))
        ? [folder]
        : fs.readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`),
    )
    .filter((project) => fs.existsSync(path.join(root, project, 'jest.config.js')));
}

async function jest(name, projects, ...args) {
  const file = path.join(results, `${name}.json`);
  fs.rmSync(file, { force: true });
  const run = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      path.join(root, 'node_modules/jest/bin/jest.js'),
      '--projects',
      ...projects,
      '--json',
      `--outputFile=${file}`,
      `--cacheDirectory=${path.join(root, 'dist', 'jest-cache')}`,
      // Against a hang, not a measure of speed: both cores do other things too.
      '--testTimeout=30000',
      // Contexts of modules are not all given back: a worker that has grown begins anew.
      '--workerIdleMemoryLimit=2GB',
      ...args,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        TMPDIR,
        // Programs and threads that tests start from sources strip the types of hundreds of files: each once.
        NODE_COMPILE_CACHE: path.join(root, 'dist', 'compile-cache'),
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      },
    },
  );
  process.once('exit', () => run.kill());
  const [code] = await once(run, 'exit');
  if (!fs.existsSync(file)) {
    console.error(`${name}: jest ended without results (exit code ${code})`);
    return { passed: 0, failed: 1, skipped: [] };
  }
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  const skipped = report.testResults.flatMap((suite) =>
    suite.assertionResults.filter((test) => test.status === 'pending').map((test) => test.fullName),
  );
  const broken = report.testResults.filter(
    (suite) =>
      suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped };
}

const { passed, failed, skipped } = await jest(
  'all',
  projectsIn('libs', 'apps', 'simulators', 'tools'),
  '--maxWorkers=2',
  `--testSequencer=${path.join(root, 'jest.sequencer.js')}`,
  ...process.argv.slice(2),
);
for (const name of skipped) console.log(`skipped: ${name}`);
console.log(
  `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
