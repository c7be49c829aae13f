// Plain JavaScript on purpose: it has to run, and speak, on the old Node it refuses.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 7)) {
  console.error(
    `Lenglian needs Node 24.7 or newer, and this is ${process.versions.node}: run "npm ci" without --omit=optional and without --ignore-scripts, which brings its own, or install Node 24.`,
  );
  process.exit(1);
}
