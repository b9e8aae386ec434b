const { createCjsPreset } = require('jest-preset-angular/presets');

module.exports = {
  displayName: 'web',
  rootDir: __dirname,
  ...createCjsPreset({ tsconfig: '<rootDir>/tsconfig.spec.json' }),
  testEnvironment: '<rootDir>/jest.environment.cjs',
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  moduleNameMapper: {
    '^@parley/(contract|mesh|file-transfer|recording|ui|testing)$':
      '<rootDir>/../../libs/$1/src/index.ts',
  },
};
