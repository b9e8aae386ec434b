import { createServer } from 'node:http';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../lib/run.mjs';
import { median } from './figures.mjs';
import { startBrowser } from './product.mjs';

const meetings = 100;
const ordersPerMeeting = 10;
/** A page of its own for so many meetings: Chromium gives the connections of a page back only when it goes. */
const meetingsPerPage = 10;

async function bundle() {
  const build = await rolldown({
    input: join(root, 'libs/testing/src/negotiation-lab.ts'),
    platform: 'browser',
    tsconfig: join(root, 'libs/mesh/tsconfig.json'),
  });
  const { output } = await build.generate({ format: 'esm', codeSplitting: false });
  await build.close();
  return output[0].code;
}

/** Serves the module to pages in a secure context. */
async function serve(code) {
  const server = createServer((request, response) => {
    const isModule = request.url === '/storm.js';
    const type = isModule ? 'text/javascript' : 'text/html';
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(isModule ? code : '<!doctype html><title>storm</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${server.address().port}/` };
}

async function runMeetings(browser, url, seeds) {
  const page = await browser.newPage();
  await page.goto(url);
  const results = await page.evaluate(
    async ([seeds, orders]) => {
      const { runStorm } = await import('/storm.js');
      const results = [];
      for (const seed of seeds) results.push(await runStorm({ seed, orders }));
      return results;
    },
    [seeds, ordersPerMeeting],
  );
  await page.close();
  return results;
}

/** A thousand random orders of everybody publishing, withdrawing, restarting at once: how many settle, and how fast. */
export async function benchNegotiation() {
  const { server, url } = await serve(await bundle());
  const browser = await startBrowser();
  const results = [];
  try {
    for (let first = 1; first <= meetings; first += meetingsPerPage) {
      const seeds = Array.from({ length: meetingsPerPage }, (_, index) => first + index);
      results.push(...(await runMeetings(browser, url, seeds)));
    }
  } finally {
    await browser.close();
    server.close();
  }
  const settled = results.reduce((sum, result) => sum + result.settled, 0);
  const times = results.flatMap(({ settleMs }) => settleMs).sort((one, other) => one - other);
  console.log(`Random negotiation orders: ${settled} of ${meetings * ordersPerMeeting} settled`);
  console.log(
    `settled and received in median ${median(times).toFixed(0)} ms, worst ${times.at(-1).toFixed(0)} ms, n ${times.length}`,
  );
  for (const { failure } of results) if (failure !== null) console.log(failure);
}
