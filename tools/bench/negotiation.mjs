import { median } from './figures.mjs';
import { openLab } from './lab-page.mjs';

const meetings = 100;
const ordersPerMeeting = 10;
/** A page of its own for so many meetings: Chromium gives the connections of a page back only when it goes. */
const meetingsPerPage = 10;

async function runMeetings(lab, seeds) {
  const page = await lab.newPage();
  const results = await page.evaluate(
    async ([seeds, orders]) => {
      const { runStorm } = await import('/lab.js');
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
  const lab = await openLab('negotiation-lab.ts');
  const results = [];
  try {
    for (let first = 1; first <= meetings; first += meetingsPerPage) {
      const seeds = Array.from({ length: meetingsPerPage }, (_, index) => first + index);
      results.push(...(await runMeetings(lab, seeds)));
    }
  } finally {
    await lab.close();
  }
  const settled = results.reduce((sum, result) => sum + result.settled, 0);
  const times = results.flatMap(({ settleMs }) => settleMs);
  console.log(`Random negotiation orders: ${settled} of ${meetings * ordersPerMeeting} settled`);
  console.log(
    `settled and received in median ${median(times).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms, n ${times.length}`,
  );
  for (const { failure } of results) if (failure !== null) console.log(failure);
}
