import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { PasswordResets } from '../auth/password-resets';
import { TestMailServer } from '../mail/testing/mail-server';
import { type Agent, databases, startApi, type TestApi, testPassword } from '../testing/start-api';

const next = 'a password that is new';
const linkIn = /http:\/\/parley\.test\/reset-password#token=([\w-]{43})/;

describe.each(databases)('a forgotten password on %s', (database) => {
  let api: TestApi;
  let mail: TestMailServer;
  beforeAll(async () => {
    mail = await TestMailServer.start();
    api = await startApi({
      database,
      settings: { SMTP_URL: mail.url, MAIL_FROM: 'Parley <parley@meet.example>' },
    });
  });
  beforeEach(() => mail.mails.splice(0));
  afterAll(async () => {
    await api.close();
    await mail.stop();
  });

  let asked = 0;
  const ask = (email: string, headers: Record<string, string> = {}) => {
    asked += 1;
    const localAddress = `127.0.${8 + Math.floor(asked / 200)}.${1 + (asked % 200)}`;
    return api.agent().post('/api/password-resets', { email }, { headers, localAddress });
  };
  const use = (token: string, password = next, localAddress = '127.0.0.1') =>
    api.agent().post('/api/password-resets/use', { token, password }, { localAddress });
  const signIn = async (email: string, password: string) =>
    (await api.agent().post('/api/sessions', { email, password })).status;
  const tokenFor = async ({ account }: Agent & { readonly account: { readonly id: string } }) =>
    (await api.get(PasswordResets).createLinkFor(account.id)).split('#token=')[1] ?? '';

  it('is replaced by a mailed link, once, which ends every session', async () => {
    const ann = await api.signedIn();
    const { email } = ann.account;
    expect((await api.agent().get('/api/password-resets')).json()).toEqual({ byMail: true });
    expect((await ask(email)).status).toBe(204);

    const [received] = await mail.until(1);
    expect(received).toMatchObject({ from: 'parley@meet.example', to: [email] });
    const token = linkIn.exec(received?.text ?? '')?.[1] ?? '';
    expect((await use(token)).status).toBe(204);
    expect((await ann.get('/api/accounts/me')).status).toBe(401);
    expect(await signIn(email, testPassword)).toBe(401);
    expect(await signIn(email, next)).toBe(200);
    expect((await use(token)).error.code).toBe('reset-link-used');
  });

  it('is answered the same way whether there is such an account or not', async () => {
    const ann = await api.signedIn();
    const [known, unknown] = [await ask(ann.account.email), await ask('nobody@parley.test')];
    const plain = ({ status, text, headers: { date: _date, ...headers } }: typeof known) => {
      return { status, text, names: Object.keys(headers).sort() };
    };
    expect(plain(unknown)).toEqual(plain(known));
    await mail.until(1);
    await api.restart().then((restarted) => (api = restarted));
    expect(mail.mails.map(({ to }) => to)).toEqual([[ann.account.email]]);
  });

  it('brings nobody more than three mails an hour, from however many networks', async () => {
    const ann = await api.signedIn();
    const statuses = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await ask(ann.account.email)).status);
    expect(statuses).toEqual([204, 204, 204, 429, 429, 429]);
    const stranger = [];
    for (let count = 0; count < 6; count += 1)
      stranger.push((await ask('stranger@parley.test')).status);
    expect(stranger).toEqual(statuses);
    expect(await mail.until(3)).toHaveLength(3);
  });

  it('is mailed to one network ten times an hour, whoever is named', async () => {
    const statuses = [];
    for (let count = 0; count < 12; count += 1) {
      const body = { email: `somebody-${count}@parley.test` };
      const options = { localAddress: '127.0.5.5' };
      statuses.push((await api.agent().post('/api/password-resets', body, options)).status);
    }
    expect(statuses.filter((status) => status === 204)).toHaveLength(10);
  });

  it('is replaced at the address of the settings, whatever host the request names', async () => {
    const ann = await api.signedIn();
    await ask(ann.account.email, {
      host: 'evil.test',
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'gopher',
      forwarded: 'host=evil.test',
    });
    const [received] = await mail.until(1);
    expect(received?.text).toMatch(linkIn);
    expect(received?.text).not.toContain('evil');
  });

  it.each([
    'a@b.test, victim@parley.test',
    'a@b.test\r\nBcc: victim@parley.test',
    '"a b"@b.test',
    '<a@b.test>',
    'a@b.test%0aBcc:victim@parley.test',
  ])('is mailed to nobody for %p', async (email) => {
    await ask(email);
    const ann = await api.signedIn();
    await ask(ann.account.email);
    expect((await mail.until(1)).flatMap(({ to }) => to)).toEqual([ann.account.email]);
  });

  it('is replaced once, when fifty use the link at once', async () => {
    const ann = await api.signedIn();
    const token = await tokenFor(ann);
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        use(token, `${next} ${index}`, `127.0.4.${index + 1}`),
      ),
    );
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1);
    const codes = replies.filter(({ status }) => status !== 204).map(({ error }) => error.code);
    expect(codes.filter((code) => code !== 'reset-link-used' && code !== 'busy')).toEqual([]);
  });

  it('stays as it is where the link is too old, unknown, or of a time before', async () => {
    const ann = await api.signedIn();
    const [old, before] = [await tokenFor(ann), await tokenFor(ann)];
    const expire = `UPDATE "password_resets" SET "expiresAtMs" = ${Date.now()} WHERE "accountId" = '${ann.account.id}'`;
    await api.get(DataSource).query(expire);
    const fresh = await tokenFor(ann);
    expect((await use(old)).error.code).toBe('reset-link-used');
    expect((await use(before)).error.code).toBe('reset-link-used');
    expect((await use('a'.repeat(43))).error.code).toBe('reset-link-used');
    await ann.post('/api/accounts/me/password', { current: testPassword, password: next });
    expect((await use(fresh, 'yet another password')).error.code).toBe('reset-link-used');
    expect(await signIn(ann.account.email, next)).toBe(200);
  });

  it('leaves its token in no log and no file, and in the address only behind the #', async () => {
    const ann = await api.signedIn();
    await ask(ann.account.email);
    const [received] = await mail.until(1);
    const token = linkIn.exec(received?.text ?? '')?.[1] ?? 'none';
    await use(token);
    const seen = [api.log()];
    const { dataDir } = api.settings;
    for (const file of await readdir(dataDir, { recursive: true, withFileTypes: true }))
      if (file.isFile()) seen.push(await readFile(join(file.parentPath, file.name), 'latin1'));
    expect(seen.filter((text) => text.includes(token))).toEqual([]);
    expect(received?.text).toContain(`/reset-password#token=${token}`);
  });

  it('is not lost where the mail server is away: the answer is the same, the log says why', async () => {
    const away = await startApi({
      database,
      settings: { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'parley@meet.example' },
    });
    const ann = await away.signedIn();
    const reply = await away.agent().post('/api/password-resets', { email: ann.account.email });
    expect(reply.status).toBe(204);
    const log = away.log;
    await away.close();
    expect(log()).toContain('password mail not sent');
  });
});

describe('where no mail server is set up', () => {
  it('a link comes from an administrator, and no mail from anybody', async () => {
    const api = await startApi({ database: 'sqlite' });
    expect((await api.agent().get('/api/password-resets')).json()).toEqual({ byMail: false });
    const ann = await api.signedIn();
    const body = { email: ann.account.email };
    expect((await api.agent().post('/api/password-resets', body)).status).toBe(204);
    const rows: unknown[] = await api.get(DataSource).query('SELECT 1 FROM "password_resets"');
    expect(rows).toEqual([]);
    expect(await api.get(PasswordResets).createLinkFor(ann.account.id)).toMatch(linkIn);
    await api.close();
  });
});
