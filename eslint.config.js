import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** What the pure core may never reach: technology, and time or chance that is not handed in. */
const coreBans = [
  { object: 'Date', property: 'now', message: 'Take a Clock (libs/quantities).' },
  { object: 'Math', property: 'random', message: 'Take a RandomSource (libs/quantities).' },
];

export default tseslint.config(
  {
    ignores: ['**/dist/**', '**/out-tsc/**', '**/node_modules/**', '.nx/**', 'data/**', 'docs/**'],
  },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx, 'react-hooks': reactHooks },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: [
            {
              sourceTag: 'layer:core',
              onlyDependOnLibsWithTags: ['layer:core'],
              bannedExternalImports: [
                '@nestjs/*',
                'aedes',
                'mqtt',
                'socket.io*',
                '@influxdata/*',
                'react*',
                'zod',
                'kysely',
                'pino',
              ],
            },
            { sourceTag: 'layer:contract', onlyDependOnLibsWithTags: ['layer:core'] },
            {
              sourceTag: 'layer:store',
              onlyDependOnLibsWithTags: ['layer:core', 'layer:contract'],
            },
            {
              sourceTag: 'layer:tool',
              onlyDependOnLibsWithTags: [
                'layer:core',
                'layer:contract',
                'layer:store',
                'layer:tool',
              ],
            },
            {
              sourceTag: 'layer:app',
              onlyDependOnLibsWithTags: ['layer:core', 'layer:contract', 'layer:store'],
            },
            {
              sourceTag: 'layer:e2e',
              onlyDependOnLibsWithTags: [
                'layer:core',
                'layer:contract',
                'layer:store',
                'layer:tool',
              ],
            },
            { sourceTag: 'runs:anywhere', onlyDependOnLibsWithTags: ['runs:anywhere'] },
            {
              sourceTag: 'runs:browser',
              onlyDependOnLibsWithTags: ['runs:anywhere', 'runs:browser'],
            },
            { sourceTag: 'runs:node', onlyDependOnLibsWithTags: ['runs:anywhere', 'runs:node'] },
          ],
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Error']",
          message: 'Throw a subclass of ColdChainError (libs/errors).',
        },
      ],
    },
  },
  {
    files: [
      'libs/{errors,quantities,readings,limits,breaches,alerts,incidents,placements,prediction,progress,rights,wording}/src/**',
    ],
    ignores: ['**/*.spec.ts', '**/testing.ts'],
    rules: {
      'no-restricted-properties': ['error', ...coreBans],
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'process', 'fetch'],
    },
  },
  {
    files: ['apps/dashboard/src/**/*.tsx'],
    rules: {
      ...reactHooks.configs.recommended.rules,
      'max-lines-per-function': ['error', { max: 120, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    // A describe block or a walk through a story is one function by form only.
    files: ['**/*.spec.{ts,tsx}', '**/*.contract.ts', 'apps/e2e/**', 'simulators/src/journeys/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
  {
    // Every project takes the one preset of the root.
    files: ['**/jest.config.js'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
);
