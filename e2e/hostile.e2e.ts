import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { ForeignSite } from './support/foreign-site';
import { hostileTexts } from './support/hostile-texts';
import type { Person } from './support/person';
import { expect, test } from './support/test';

interface Watched {
  violations?: string[];
  opened?: string[];
}

/** Notes what must not happen in a page: dialogs, windows, reports of the content policy. */
async function keepsWatch({ page, context }: Person): Promise<string[]> {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('page', (opened) => seen.push(`window: ${opened.url()}`));
  await context.addInitScript(() => {
    const watched = window as Watched;
    watched.violations = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      watched.violations?.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  return seen;
}

/** Attributes that run something, addresses that do, and what the content policy had to stop. */
const findings = (person: Person): Promise<string[]> =>
  person.page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const running = all.flatMap((element) =>
      [...element.attributes]
        .filter(
          ({ name, value }) =>
            /^on/i.test(name) ||
            (/^(href|src|srcdoc|action|formaction|data|xlink:href|style)$/i.test(name) &&
              /^\s*(javascript|data:text|vbscript)|url\(/i.test(value)),
        )
        .map(({ name, value }) => `${element.tagName} ${name}=${value}`),
    );
    const foreign = document.querySelectorAll(
      'iframe, object, embed, base, meta[http-equiv=refresh]',
    );
    return [
      ...running,
      ...[...foreign].map(({ outerHTML }) => outerHTML),
      ...((window as Watched).violations ?? ['not watched']),
    ];
  });

async function post(origin: string, path: string, body: unknown, cookie = ''): Promise<unknown> {
  const reply = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify(body),
  });
  return reply.ok ? reply.json() : { failed: reply.status };
}

/** A page that speaks the protocol and is no browser. */
async function socketOf(origin: string, token: string): Promise<Socket> {
  const options = { transports: ['websocket'], forceNew: true, reconnection: false };
  const socket = io(origin, { ...options, auth: { seatToken: token } });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  const off = { microphone: false, camera: false, screen_share: false, screen_share_audio: false };
  await socket.emitWithAck('meetings:enter', { pageId: randomUUID(), publications: off });
  return socket;
}

test('texts of others stay texts, in every place where they are shown', async ({
  host,
  parley,
}) => {
  const tracker = await ForeignSite.start();
  const texts = hostileTexts(tracker.url);
  const hanna = await host();
  const seen = await keepsWatch(hanna);
  const cookie = (await hanna.context.cookies())
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
  const rest = (path: string, body: unknown) => post(parley.url, path, body, cookie);
  for (const name of texts.slice(0, 30)) await rest('/api/rooms', { name });
  const room = (await rest('/api/rooms', { name: texts[0], hasLobby: true })) as { id: string };
  const seatOf = async (name: string) =>
    (await post(parley.url, `/api/rooms/${room.id}/admissions`, { name })) as {
      token: string;
      participantId: string;
    };

  await hanna.page.goto(`${parley.url}/rooms`);
  await expect(
    hanna.page.getByRole('listitem').filter({ hasText: 'onerror' }).first(),
  ).toBeVisible();
  expect(await findings(hanna)).toEqual([]);
  await hanna.joins(`${parley.url}/r/${room.id}`);
  const waiting = [];
  for (const name of texts) waiting.push(await seatOf(name));
  const sockets = await Promise.all(
    waiting.filter(({ token }) => token).map(({ token }) => socketOf(parley.url, token)),
  );
  expect(sockets.length).toBeGreaterThan(texts.length - 10);
  await hanna.opensPanel('People');
  const admit = hanna.people.getByRole('button', { name: /^Admit .*onerror/ }).first();
  await expect(admit).toBeVisible();
  expect(await findings(hanna)).toEqual([]);

  const admitted = new Promise<Socket>((resolve) => {
    for (const socket of sockets) socket.once('meetings:admitted', () => resolve(socket));
  });
  await admit.click();
  const mallory = await admitted;
  const off = { microphone: false, camera: false, screen_share: false, screen_share_audio: false };
  await mallory.emitWithAck('meetings:enter', { pageId: randomUUID(), publications: off });
  // Twenty of each kind fit into the rates; several texts go into one message.
  for (let first = 0; first < texts.length; first += 13)
    await mallory.emitWithAck('chat:send-message', {
      id: randomUUID(),
      text: texts.slice(first, first + 13).join('\n'),
    });
  for (const name of texts.slice(0, 18))
    await mallory.emitWithAck('files:announce-share', {
      id: randomUUID(),
      to: null,
      manifest: {
        name,
        sizeBytes: 1,
        mediaType: 'text/html',
        pieceSizeBytes: 16 * 1024,
        rootHash: 'a'.repeat(64),
      },
    });
  await hanna.readsInChat('Аdmin');
  await hanna.readsInChat('<script src=');
  await hanna.opensPanel('Files');
  await expect(
    hanna.files.getByRole('listitem').filter({ hasText: 'onerror' }).first(),
  ).toBeVisible();
  await hanna.opensPanel('People');
  await hanna.people.getByRole('button', { name: /^Actions for .*onerror/ }).click();
  await expect(hanna.page.getByRole('menuitem').first()).toBeVisible();
  await hanna.page.keyboard.press('Escape');

  expect(await findings(hanna)).toEqual([]);
  expect(seen).toEqual([]);
  expect(tracker.asked).toEqual([]);
  expect(hanna.page.url()).toContain(`${parley.url}/`);
  for (const socket of sockets) socket.close();
  tracker.stop();
});

test('another site can neither frame nor use nor write with the session of its visitor', async ({
  host,
  parley,
}) => {
  const evil = await ForeignSite.start();
  evil.page = `<!doctype html><iframe src="${parley.url}/rooms" title="framed"></iframe>
    <iframe name="sink" title="sink"></iframe>
    <form target="sink" method="post" enctype="text/plain" action="${parley.url}/api/rooms">
      <input name='{"name":"forged","x":"' value='"}'></form>`;
  const hanna = await host();
  await hanna.makesRoom({ name: 'Mine' });
  const { page, context } = hanna;
  // The same host by another port is the same site for cookies: the hardest place to come from.
  await page.goto(`${evil.url}/page`);
  const outcome = await page.evaluate(async (origin) => {
    document.forms[0]?.submit();
    const websocket = await new Promise<string>((resolve) => {
      const socket = new WebSocket(
        `${origin.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
      );
      socket.onmessage = () => resolve('open');
      socket.onclose = () => resolve('closed');
    });
    const read = await fetch(`${origin}/api/rooms`, { credentials: 'include' }).then(
      (reply) => `read ${reply.status}`,
      () => 'unreadable',
    );
    const written = await fetch(`${origin}/api/rooms`, {
      method: 'POST',
      credentials: 'include',
      mode: 'no-cors',
      body: '{"name":"forged"}',
    }).then(
      ({ type }) => type,
      () => 'refused',
    );
    return { websocket, read, written };
  }, parley.url);
  expect(outcome).toMatchObject({ websocket: 'closed', read: 'unreadable' });
  const frame = page.frameLocator('iframe[title=framed]');
  await expect(frame.getByRole('heading', { name: 'Rooms' })).toHaveCount(0);

  // A window that it opens is out of its reach, and does not know who opened it.
  const opening = context.waitForEvent('page');
  const handle = await page.evaluateHandle((origin) => window.open(`${origin}/rooms`), parley.url);
  const opened = await opening;
  await expect(opened.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  expect(await opened.evaluate(() => window.opener === null)).toBe(true);
  await expect.poll(() => handle.evaluate((other) => other?.closed ?? true)).toBe(true);
  await expect(opened.getByRole('listitem').filter({ hasText: 'Mine' })).toBeVisible();
  await expect(opened.getByText('forged')).toHaveCount(0);
  evil.stop();
});

test('a link takes nobody in and opens no more than the door does by itself', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Door' });
  const gus = await arrives('Gus');
  const seen = await keepsWatch(gus);
  const admissions: string[] = [];
  gus.page.on('request', (request) => {
    if (request.method() === 'POST') admissions.push(request.url());
  });
  await gus.context.addInitScript(() => {
    const watched = window as Watched;
    watched.opened = [];
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wanted) => {
      watched.opened?.push(
        Object.keys(wanted ?? {})
          .sort()
          .join(),
      );
      return open(wanted);
    };
  });
  const comes = async (address: string): Promise<string[]> => {
    await gus.comesToTheDoor(address);
    await expect(gus.page.getByLabel('Camera preview')).toBeVisible();
    return gus.page.evaluate(() => (window as Watched).opened ?? ['not watched']);
  };
  const byItself = await comes(link);

  const words = [
    'join',
    'autojoin',
    'skip',
    'prejoin',
    'unmute',
    'audio',
    'video',
    'mic',
    'screen',
  ];
  const more = [
    'share',
    'record',
    'token',
    'seat',
    'role',
    'admin',
    'password',
    'lobby',
    'redirect',
  ];
  const values = [
    'now',
    'true',
    '1',
    'on',
    'required',
    'host',
    'javascript:alert(1)',
    '<img src=x>',
  ];
  const pairs = [...words, ...more].flatMap((word) =>
    values.map((value) => [word, value] as const),
  );
  const tried: string[][] = [];
  for (let first = 0; first < pairs.length; first += 24) {
    const some = new URLSearchParams(
      pairs.slice(first, first + 24).map(([word, value]) => [word, value]),
    );
    some.set('name', 'Gus');
    tried.push(await comes(`${link}?${some}#${some}`));
  }
  tried.push(await comes(`${link}?name=Gus&join=now&camera=required&microphone=required`));
  expect(pairs.length + 1).toBeGreaterThan(140);
  for (const opened of tried) expect(opened).toEqual(byItself);
  // What a link may do is to make things more private.
  expect(await comesWithDevicesOff(gus, link)).toEqual([]);
  expect(admissions).toEqual([]);
  expect(seen).toEqual([]);
});

async function comesWithDevicesOff(person: Person, link: string): Promise<string[]> {
  await person.comesToTheDoor(`${link}?camera=off&microphone=off`);
  return person.page.evaluate(() => (window as Watched).opened ?? ['not watched']);
}
