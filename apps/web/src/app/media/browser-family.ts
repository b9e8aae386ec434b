/**
 * What a browser's own windows look like, which is all this is for: the way to a blocked permission goes through them.
 * What a browser can do is asked of itself, never read from its name.
 */
export type BrowserFamily =
  | 'chromium'
  | 'chromium-android'
  | 'firefox'
  | 'firefox-android'
  | 'safari'
  | 'safari-ios'
  | 'guest-on-ios'
  | 'other';

/** What a page can see of the browser that it is shown by. */
export interface BrowserSigns {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}

export function browserFamily({ userAgent, maxTouchPoints }: BrowserSigns): BrowserFamily {
  const has = (pattern: RegExp) => pattern.test(userAgent);
  if (has(/CriOS|FxiOS|EdgiOS|OPiOS/)) return 'guest-on-ios';
  // An iPad calls itself a Mac; no Mac has a touch screen.
  if (has(/iPhone|iPad/) || (has(/Macintosh/) && maxTouchPoints > 1)) return 'safari-ios';
  if (has(/Firefox\//)) return has(/Android/) ? 'firefox-android' : 'firefox';
  if (has(/Chrome\//)) return has(/Android/) ? 'chromium-android' : 'chromium';
  return has(/Safari\//) ? 'safari' : 'other';
}
