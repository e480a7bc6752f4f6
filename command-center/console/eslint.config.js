import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Imports only point down: app → features → lib/{live,offline,map} → lib/{api,ui,i18n}. */
const floor = (files, forbidden) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        paths: files.some((f) => f.includes('lib/map'))
          ? []
          : [{ name: 'maplibre-gl', message: 'Only lib/map talks to MapLibre.' }],
        patterns: forbidden.map((group) => ({ group: [group], message: 'Imports only point down (see README).' })),
      },
    ],
  },
});

export default ts.config(
  { ignores: ['dist/', 'shots/', 'src/lib/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  floor(['src/app/**'], []),
  floor(['src/features/**'], ['**/app/**']),
  floor(['src/lib/live/**', 'src/lib/offline/**'], ['**/app/**', '**/features/**', '**/map/**']),
  floor(['src/lib/map/**'], ['**/app/**', '**/features/**', '**/live/**', '**/offline/**']),
  floor(
    ['src/lib/api/**', 'src/lib/ui/**', 'src/lib/i18n/**'],
    ['**/app/**', '**/features/**', '**/live/**', '**/offline/**', '**/lib/map/**', '../map/**'],
  ),
  {
    rules: {
      'no-undef': 'off', // the type checker knows better
      'svelte/prefer-svelte-reactivity': 'off', // stores replace plain Maps as a whole ($state.raw)
    },
  },
);
