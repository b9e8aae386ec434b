/** Jest for TypeScript without a framework: one transform and one name map for every library and for the API. */
const swc = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'commonjs' },
};

module.exports = {
  runtime: `${__dirname}/tools/jest/one-realm-runtime.cjs`,
  testEnvironment: `${__dirname}/tools/jest/one-realm-environment.cjs`,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  testPathIgnorePatterns: ['\\.browser\\.spec\\.ts$'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^@parley/(contract|mesh|file-transfer|recording|testing)$': `${__dirname}/libs/$1/src/index.ts`,
  },
};
