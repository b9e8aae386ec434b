import { rename } from 'node:fs/promises';
import { databases, startApi, type TestApi } from '../testing/start-api';

describe.each(databases)('health on %s', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi({ database });
  });
  afterAll(() => api.close());

  it('is good when there is nothing wrong', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const reply = await api.agent().get(path);
      expect([reply.status, reply.json()]).toEqual([200, { status: 'ok' }]);
    }
  });

  it('stays alive but is not ready while the data folder is away', async () => {
    const { dataDir } = api.settings;
    await rename(dataDir, `${dataDir}-away`);
    const ready = await api.agent().get('/readyz');
    expect([ready.status, ready.error.code]).toEqual([503, 'busy']);
    expect(ready.text).not.toContain(dataDir);
    expect((await api.agent().get('/healthz')).status).toBe(200);
    await rename(`${dataDir}-away`, dataDir);
    expect((await api.agent().get('/readyz')).status).toBe(200);
  });
});
