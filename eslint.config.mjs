import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { arrows } from './tools/arrows.mjs';

const lengthOf = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', '**/generated/', '.nx/', 'playground/']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      eqeqeq: 'error',
      'max-lines': lengthOf(200),
      'max-lines-per-function': lengthOf(40),
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    },
  },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': lengthOf(80) } },
  {
    files: ['**/*.test.{ts,tsx}', '**/*.contract.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-properties': [
        'error',
        {
          object: 'jest',
          property: 'mock',
          message: 'Hand the dependency in instead of mocking its module.',
        },
        {
          object: 'jest',
          property: 'unstable_mockModule',
          message: 'Hand the dependency in instead of mocking its module.',
        },
      ],
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: { ...globals.node } } },
  {
    files: ['apps/ui/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    // It warns of libraries that the React Compiler cannot memoize; we do not use that compiler.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  ...arrows,
  prettier,
);
