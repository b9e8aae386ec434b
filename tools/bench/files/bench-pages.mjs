import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { rolldown } from 'rolldown';
import { root } from '../../lib/run.mjs';
import { browserOptions } from '../product.mjs';

const library = join(root, 'libs', 'file-transfer');
const worker = "import { runFileTransferWorker } from '/index.js'; runFileTransferWorker(self);";
const names = ['throughput', 'swarm', 'pages'];

/** In a page: `startWorker` for whatever the benches ask it of. */
export const startWorker = "() => new Worker('/worker.js', { type: 'module' })";

/** The library and its benches as modules that share one copy, and a page of an origin of its own. */
async function serve() {
  const benches = names.map((name) => [name, join(library, 'bench', `${name}-bench.ts`)]);
  const bundle = await rolldown({
    input: { index: join(library, 'src', 'index.ts'), ...Object.fromEntries(benches) },
    tsconfig: join(root, 'tsconfig.base.json'),
  });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  const files = new Map(output.map(({ fileName, code }) => [`/${fileName}`, code]));
  files.set('/worker.js', worker);
  const server = createServer(({ url }, response) => {
    const script = files.get(url);
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ?? '<!doctype html><title>bench</title><input type="file">');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/**
 * A browser with a profile on disk, whose pages can `import('/swarm.js')` and the other benches of the library: without a
 * profile the private file system ends at 1.3 GB.
 */
export async function openBenchPages() {
  const server = await serve();
  const profile = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const browser = await chromium.launchPersistentContext(profile, browserOptions());
  const url = `http://127.0.0.1:${server.address().port}/`;
  return {
    profile,
    async newPage() {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Opens bench pages for as long as `work` takes. */
export async function withBenchPages(work) {
  const pages = await openBenchPages();
  try {
    return await work(pages);
  } finally {
    await pages.close();
  }
}
