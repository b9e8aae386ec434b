module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'file-transfer',
  rootDir: __dirname,
};
