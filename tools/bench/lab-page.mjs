import { createServer } from 'node:http';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../lib/run.mjs';
import { startBrowser } from './product.mjs';

async function bundle(lab) {
  const build = await rolldown({
    input: join(root, 'libs/testing/src', lab),
    platform: 'browser',
    tsconfig: join(root, 'libs/mesh/tsconfig.json'),
  });
  const { output } = await build.generate({ format: 'esm', codeSplitting: false });
  await build.close();
  return output[0].code;
}

/** A browser whose pages can `import('/lab.js')`: one of the labs in libs/testing/src, with the mesh in it. */
export async function openLab(lab) {
  const code = await bundle(lab);
  const server = createServer((request, response) => {
    const isModule = request.url === '/lab.js';
    const type = isModule ? 'text/javascript' : 'text/html';
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(isModule ? code : '<!doctype html><title>lab</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await startBrowser();
  const newPage = async () => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return page;
  };
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { newPage, close };
}
