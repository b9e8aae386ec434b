/** Put in by the build from package.json. */
declare const PARLEY_VERSION: string | undefined;

/** Of the running server; not known where it runs from sources, as in tests. */
export const version = typeof PARLEY_VERSION === 'string' ? PARLEY_VERSION : 'development';
