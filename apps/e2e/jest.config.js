import preset from '../../jest.preset.js';

// Stories start real processes.
export default { ...preset, testTimeout: 60_000 };
