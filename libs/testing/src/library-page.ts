import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { test as base, type JSHandle, type Page } from '@playwright/test';
import { rolldown } from 'rolldown';

export { expect } from '@playwright/test';

const libsFolder = fileURLToPath(new URL('../..', import.meta.url));
const emptyPage = '<!doctype html><html lang="en"><title>library</title><body></body></html>';

/** What a test of one library gets: the modules live in the page, so `library.evaluate(...)` runs code there. */
export interface LibraryFixtures<Library, Helpers> {
  /** A page in a secure context of its own origin; `await import('/library.js')` works in it. */
  readonly libraryPage: Page;
  /** The library's index.ts, as a module in `libraryPage`. */
  readonly library: JSHandle<Library>;
  /** The helpers named in the options (`import('/helpers.js')`); they share one copy of the library. */
  readonly helpers: JSHandle<Helpers>;
}

interface LibraryServer {
  readonly url: string;
}

/**
 * Makes the `test` of one library: bundles `libs/<name>/src/index.ts` in memory once per worker, serves it from
 * 127.0.0.1 on a free port and opens a fresh page for each test. Type arguments name what the two modules export.
 *
 * @param options.helpers a second entry, relative to libs/testing/src, for code that tests need inside the page.
 */
export function libraryTest<Library = unknown, Helpers = unknown>(
  name: string,
  options: { readonly helpers?: string } = {},
) {
  return base.extend<LibraryFixtures<Library, Helpers>, { libraryServer: LibraryServer }>({
    libraryServer: [
      async ({}, use) => {
        const files = await bundle(name, options.helpers);
        const server = await serve(files);
        const { port } = server.address() as AddressInfo;
        await use({ url: `http://127.0.0.1:${String(port)}/` });
        await closeServer(server);
      },
      { scope: 'worker' },
    ],
    libraryPage: async ({ page, libraryServer }, use) => {
      await page.goto(libraryServer.url);
      await use(page);
    },
    library: async ({ libraryPage }, use) => {
      await use(await importInPage<Library>(libraryPage, '/library.js'));
    },
    helpers: async ({ libraryPage }, use) => {
      await use(await importInPage<Helpers>(libraryPage, '/helpers.js'));
    },
  });
}

/** As text, so that no compiler on the way here turns the import into something else. */
function importInPage<Module>(page: Page, path: string): Promise<JSHandle<Module>> {
  return page.evaluateHandle(`import('${path}')`);
}

async function bundle(name: string, helpers: string | undefined): Promise<Map<string, string>> {
  const build = await rolldown({
    input: {
      library: `${libsFolder}${name}/src/index.ts`,
      ...(helpers === undefined ? {} : { helpers: `${libsFolder}testing/src/${helpers}` }),
    },
    platform: 'browser',
    tsconfig: `${libsFolder}${name}/tsconfig.json`,
  });
  try {
    const { output } = await build.generate({
      format: 'esm',
      sourcemap: 'inline',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunk-[hash].js',
    });
    return new Map(
      output.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])),
    );
  } finally {
    await build.close();
  }
}

function serve(files: ReadonlyMap<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const code = files.get(request.url ?? '');
    if (code !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(code);
    } else if (request.url === '/') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(emptyPage);
    } else {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
