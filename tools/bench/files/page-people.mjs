import { startWorker } from './bench-pages.mjs';

/** A participant in a page of their own, as a handle whose `evaluate` runs beside them. */
export async function enter(page, folder) {
  return page.evaluateHandle(
    `import('/pages.js').then(({ PagePerson }) => new PagePerson(${startWorker}, '${folder}'))`,
  );
}

export async function joinPages(left, right) {
  const [leftId, rightId] = await Promise.all(
    [left, right].map((one) => one.evaluate((p) => p.id)),
  );
  const offer = await left.evaluate((person, id) => person.offerTo(id), rightId);
  const answer = await right.evaluate((person, given) => person.answer(...given), [leftId, offer]);
  await left.evaluate((person, given) => person.accept(...given), [rightId, answer]);
  return { leftId, rightId };
}
