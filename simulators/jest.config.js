import preset from '../jest.preset.js';

// Days of physics and dozens of reconnections: seconds on an idle machine, more on a busy one.
export default { ...preset, testTimeout: 60_000 };
