import path from 'node:path';

// ESM end to end: swc only strips types and applies Nest's decorators; nothing becomes CommonJS.
export default {
  testEnvironment: path.join(import.meta.dirname, 'jest.environment.js'),
  runtime: path.join(import.meta.dirname, 'jest.runtime.js'),
  testEnvironmentOptions: { customExportConditions: ['@lenglian/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            react: { runtime: 'automatic' },
          },
        },
      },
    ],
  },
};
