const preset = require('../../jest.preset.cjs');

const [swcTransformer] = Object.values(preset.transform);

module.exports = {
  ...preset,
  displayName: 'file-transfer',
  rootDir: __dirname,
  // Whole transfers, on machines that do other things too.
  testTimeout: 30_000,
  // @noble/hashes is ESM only: Jest runs these libraries as CommonJS.
  transform: { '^.+\\.[jt]s$': swcTransformer },
  transformIgnorePatterns: ['/node_modules/(?!@noble/)'],
};
