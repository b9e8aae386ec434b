import { createServer } from 'node:http';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../lib/run.mjs';
import { compare } from './figures.mjs';
import { startBrowser } from './product.mjs';

const sizeBytes = 96 * 1024 ** 2;
const rounds = 5;
const library = join(root, 'libs', 'file-transfer');
const worker = "import { runFileTransferWorker } from '/index.js'; runFileTransferWorker(self);";

/** The library and its bench as modules that share one copy, and a page of an origin of its own. */
async function serveBench() {
  const bundle = await rolldown({
    input: {
      index: join(library, 'src', 'index.ts'),
      bench: join(library, 'bench', 'throughput-bench.ts'),
    },
    tsconfig: join(root, 'tsconfig.base.json'),
  });
  const { output } = await bundle.generate({ format: 'esm' });
  const files = new Map(output.map(({ fileName, code }) => [`/${fileName}`, code]));
  files.set('/worker.js', worker);
  const server = createServer(({ url }, response) => {
    const script = files.get(url);
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ?? '<!doctype html><title>bench</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** One to one through the whole pipeline (hashes, disk), against a bare data channel with messages of the same size. */
export async function benchFiles() {
  const [server, browser] = [await serveBench(), await startBrowser()];
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const figures = await page.evaluate(
      `import('/bench.js').then(({ benchThroughput }) => benchThroughput({
        sizeBytes: ${sizeBytes},
        rounds: ${rounds},
        startWorker: () => new Worker('/worker.js', { type: 'module' }),
      }))`,
    );
    const { ours, withDescribing, bare } = figures;
    compare('One to one, download to verified', 'MB/s', { ours, bare });
    compare('The same with the sharer reading the file first', 'MB/s', {
      ours: withDescribing,
      bare,
    });
  } finally {
    await browser.close();
    server.close();
  }
}
