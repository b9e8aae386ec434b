const { createCjsPreset } = require('jest-preset-angular/presets');

module.exports = {
  displayName: 'web',
  rootDir: __dirname,
  // Whole pages with their dialogs, on machines that do other things too.
  testTimeout: 30_000,
  ...createCjsPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' }),
  // Angular's, and one that comes as ES modules under the name `.js`.
  transformIgnorePatterns: ['node_modules/(?!@noble/hashes/|.*\\.mjs$)'],
  testEnvironment: '<rootDir>/jest.environment.cjs',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  moduleNameMapper: {
    '^@parley/(contract|mesh|file-transfer|recording|ui|testing)$':
      '<rootDir>/../../libs/$1/src/index.ts',
  },
};
