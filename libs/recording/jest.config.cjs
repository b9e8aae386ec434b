module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'recording',
  rootDir: __dirname,
};
