import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const lib = (name, mayUse, bannedExternalImports) => ({
  sourceTag: `scope:${name}`,
  onlyDependOnLibsWithTags: [`scope:${name}`, ...mayUse.map((other) => `scope:${other}`)],
  bannedExternalImports,
});
const frameworks = ['@angular/*', '@nestjs/*', 'typeorm', 'socket.io', 'socket.io-client', 'rxjs'];

const forbiddenSyntax = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML)$/]',
    message: 'Text from people never becomes HTML (security.md T37).',
  },
  {
    selector: 'CallExpression[callee.property.name=/^bypassSecurityTrust/]',
    message: 'Nothing bypasses the sanitizer (security.md T37).',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Use crypto.getRandomValues or a randomness port (security.md V70).',
  },
  {
    selector:
      "ImportDeclaration[source.value='zod'] > :matches(ImportSpecifier[importKind!='type'], ImportDefaultSpecifier)",
    message: "import * as z from 'zod': the other way doubles the bundle.",
  },
  { selector: 'TSEnumDeclaration', message: 'Use a union from the contract (house style 8).' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only (house style 8).' },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/.nx',
      '**/.angular',
      '**/coverage',
      '**/node_modules',
      '**/test-results',
      '**/data',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...forbiddenSyntax],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: true,
          allow: [],
          depConstraints: [
            lib('contract', [], [...frameworks, 'recordrtc']),
            lib('mesh', [], ['*']),
            lib('file-transfer', ['contract'], [...frameworks, 'recordrtc', 'zod']),
            lib('recording', [], [...frameworks, 'zod']),
            lib('ui', [], ['@nestjs/*', 'typeorm', 'recordrtc', 'socket.io*', 'zod']),
            lib(
              'testing',
              ['contract', 'mesh', 'file-transfer', 'recording'],
              ['@angular/*', '@nestjs/*', 'typeorm'],
            ),
            lib('api', ['contract'], ['@angular/*', 'recordrtc', 'socket.io-client']),
            lib(
              'web',
              ['contract', 'mesh', 'file-transfer', 'recording', 'ui'],
              ['@nestjs/*', 'typeorm', 'recordrtc', 'socket.io'],
            ),
            lib('e2e', ['contract', 'testing'], ['@angular/*', '@nestjs/*', 'typeorm']),
          ],
        },
      ],
    },
  },
  {
    files: ['apps/web/**/*.ts', 'libs/ui/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@angular/material/dialog',
              importNames: ['MatDialog'],
              message: 'Dialogs opens them: there the focus is in the dialog at once.',
            },
          ],
        },
      ],
    },
  },
  { files: ['apps/web/src/app/shell/dialogs.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['apps/web/**/*.html', 'libs/ui/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
    rules: {
      // A control draws its own icon and word from these inputs.
      '@angular-eslint/template/elements-content': ['error', { allowList: ['label', 'icon'] }],
    },
  },
  {
    // Tests speak to fakes and to untyped answers, tell stories longer than a function, and reach for the testing library.
    files: [
      '**/*.spec.ts',
      '**/testing/**/*.ts',
      'libs/testing/**/*.ts',
      '**/bench/**/*.ts',
      'e2e/**/*.ts',
      'apps/web/src/test-setup.ts',
    ],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@nx/enforce-module-boundaries': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
    },
  },
  { files: ['**/playwright.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  prettier,
);
