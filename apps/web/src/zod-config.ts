/**
 * Loaded before everything else. The Content-Security-Policy forbids making functions from text; zod tries it once, while
 * the first schema is made, and the browser reports that. This is the object that zod's own `config()` writes to: by the
 * time our code could call it, the contract's schemas are made.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
