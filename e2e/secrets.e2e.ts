import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ParleyServer } from './support/server';
import { expect, test } from './support/test';

const canary = 'canary-of-the-operator-8Rw3pK';
const publicFolder = join(import.meta.dirname, '..', 'dist', 'public');

test('no secret of the operator is in any file that the server hands out', async ({ request }) => {
  const server = await ParleyServer.start({
    TURN_URLS: 'turn:turn.parley.test:3478',
    TURN_SECRET: canary,
    SMTP_URL: `smtp://parley:${canary}@127.0.0.1:2525`,
    MAIL_FROM: 'Parley <parley@example.org>',
  });
  try {
    const entries = await readdir(publicFolder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const paths = files.map(
      ({ parentPath, name }) => `/${relative(publicFolder, join(parentPath, name))}`,
    );
    expect(paths).toContain('/index.html');
    for (const path of paths)
      expect([path, (await readFile(join(publicFolder, path))).includes(canary)]).toEqual([
        path,
        false,
      ]);
    // Pages are files as they are: nothing is written into them on the way.
    const index = await readFile(join(publicFolder, 'index.html'), 'utf8');
    for (const path of ['/', '/sign-in', '/check', '/admin', '/rooms/kmtw-hqre-xvna'])
      expect(await (await request.get(`${server.url}${path}`)).text()).toBe(index);
  } finally {
    await server.stop();
  }
});
