import preset from '../../jest.preset.js';

// Most of the console's logic needs no browser; specs of components ask for jsdom in their first line.
export default { ...preset, setupFiles: ['<rootDir>/src/testing/browser-globals.mjs'] };
