module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'file-transfer',
  rootDir: __dirname,
  // Whole transfers, on machines that do other things too.
  testTimeout: 30_000,
};
