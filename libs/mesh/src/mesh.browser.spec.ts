import { expect, libraryTest } from '../../testing/src/library-page';

const test = libraryTest<typeof import('./index')>('mesh');

test('the library loads in a secure page', async ({ library, libraryPage }) => {
  expect(await library.evaluate(({ Mesh }) => typeof Mesh)).toBe('function');
  expect(await libraryPage.evaluate(() => isSecureContext)).toBe(true);
});
