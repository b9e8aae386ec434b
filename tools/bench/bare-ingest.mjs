// The least that keeps slices: Node's own http, a write and an fsync before the answer. Prints its port.
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';

const folder = process.argv[2];
const files = new Map();

const fileOf = (name) => {
  const known =
    files.get(name) ?? open(join(folder, name), 'w').then((handle) => ({ handle, sizeBytes: 0 }));
  files.set(name, known);
  return known;
};

const server = createServer(async (request, response) => {
  const bytes = Buffer.concat(await request.toArray());
  const file = await fileOf(request.url.split('/')[1]);
  await file.handle.write(bytes, 0, bytes.length, file.sizeBytes);
  await file.handle.datasync();
  file.sizeBytes += bytes.length;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ sizeBytes: file.sizeBytes }));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
