const startPath = '/rooms';
/** Only to make relative addresses absolute; never visited. */
const anyOrigin = 'https://parley.invalid';

/**
 * Where to go after signing in: `then` when it is a path of this site, the rooms page otherwise. A link to somewhere
 * else, in any disguise (`//host`, `/\host`, `https:…`), must not send people away from here with our page's blessing.
 */
export function pathAfterSignIn(then: string | null): string {
  if (then === null || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(then)) return startPath;
  if (!URL.canParse(then, anyOrigin)) return startPath;
  const url = new URL(then, anyOrigin);
  if (url.origin !== anyOrigin || /^\/sign-(in|up)\b/.test(url.pathname)) return startPath;
  return url.pathname + url.search + url.hash;
}
