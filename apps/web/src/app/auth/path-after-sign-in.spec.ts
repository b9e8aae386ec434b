import { pathAfterSignIn } from './path-after-sign-in';

describe('pathAfterSignIn', () => {
  it.each(['/recordings', '/r/kmtw-hqre-xvna', '/recordings?search=a#x', '/account'])(
    'goes on to %s',
    (path) => expect(pathAfterSignIn(path)).toBe(path),
  );

  it.each([
    null,
    '',
    'recordings',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/sign-in?then=/sign-in',
    '/sign-up',
  ])('goes to the rooms instead of %p', (path) => expect(pathAfterSignIn(path)).toBe('/rooms'));
});
