import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { OwnDevices } from './support/own-devices';
import { expect, test } from './support/test';

/** Enters as a page does, with the right that a seat's token is; and who it is then. */
async function enters(origin: string, seatToken: string): Promise<[Socket, string]> {
  const socket = io(origin, {
    auth: { seatToken },
    transports: ['websocket'],
    extraHeaders: { origin },
    forceNew: true,
  });
  const entered = (await socket.timeout(10_000).emitWithAck('meetings:enter', {
    pageId: randomUUID(),
    publications: {
      microphone: false,
      camera: false,
      screen_share: false,
      screen_share_audio: false,
    },
  })) as { readonly data: { readonly snapshot: { readonly self: string } } };
  return [socket, entered.data.snapshot.self];
}

test('a link gives the name, keeps a device off and insists on another', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Kiosk' });
  const gus = await arrives('Gus');
  await gus.page.goto(`${link}?name=Room%20Oslo&camera=off&microphone=required&join=maybe`);
  await expect(gus.page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Room Oslo');
  await expect(gus.page.getByText('join=maybe')).toBeVisible();
  await gus.button('Mute').click();
  const join = gus.button('Join');
  await expect(gus.page.getByText('This link asks for your microphone')).toBeVisible();
  await expect(join).toHaveAttribute('aria-disabled', 'true');
  await expect(join).toHaveAccessibleDescription(/asks for your microphone/);
  await join.click({ force: true });
  await gus.button('Unmute').click();
  await expect(join).toHaveAttribute('aria-disabled', 'false');
  await join.click();
  await gus.isInTheMeeting();
  await expect(gus.button('Start camera')).toBeVisible();
  await expect(gus.tile('Room Oslo (you)')).toBeVisible();
});

test('a link joins by itself where somebody joined by a click before, and nowhere else', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Hall screen' });
  const automatic = `${link}?name=Hall&microphone=off&join=now`;
  const hall = await arrives('Hall');
  await hall.comesToTheDoor(automatic);
  await expect(hall.page.getByText('This link joins by itself, once you')).toBeVisible();
  await expect(hall.page.getByLabel('Camera preview')).toBeVisible();
  await hall.button('Join').click();
  await hall.isInTheMeeting();
  await hall.leaves();
  await hall.page.goto(automatic);
  await hall.isInTheMeeting();
  await expect(hall.button('Unmute')).toBeVisible();
  await expect(hall.button('Stop camera')).toBeVisible();
  await hall.leaves();
  await expect(hall.button('Rejoin')).toBeVisible();
});

test('a script joins over REST and socket, and its seat is who it is', async ({ host, parley }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Script' });
  await hanna.joins(link);
  const room = `${parley.url}/api/rooms${new URL(link).pathname.replace('/r', '')}`;
  const door = await fetch(`${room}/door`);
  const cookie = door.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
  expect(cookie.join()).toContain('parley_device=');
  const ask = (headers: Record<string, string>) =>
    fetch(`${room}/admissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookie.join('; '), ...headers },
      body: JSON.stringify({ name: 'Robot' }),
    });
  expect((await ask({ origin: 'https://evil.example' })).status).toBe(403);
  const seat = (await (await ask({ origin: parley.url })).json()) as {
    readonly token: string;
    readonly participantId: string;
  };
  const [first, self] = await enters(parley.url, seat.token);
  expect(self).toBe(seat.participantId);
  await expect(hanna.tile('Robot')).toHaveCount(1);
  first.disconnect();
  const [second, again] = await enters(parley.url, seat.token);
  expect(again).toBe(seat.participantId);
  await expect(hanna.tile('Robot')).toHaveCount(1);
  expect(await hanna.peopleNames()).toEqual(['Hanna Host', 'Robot']);
  second.disconnect();
});

test('a host holds a room open and moderates without sending anything', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Silent host' });
  const devices = await OwnDevices.of(hanna);
  await hanna.joins(`${link}?camera=off&microphone=off`);
  const ann = await arrives('Ann');
  await ann.joins(link);
  await hanna.sees('Ann');
  await expect(ann.tile('Hanna Host')).toContainText('muted');
  await expect(ann.tile('Hanna Host').locator('video')).toHaveCount(0);
  await hanna.actsOn('Ann', 'Mute');
  await expect(ann.button('Unmute')).toBeVisible();
  await hanna.removes('Ann');
  await expect(
    ann.page.getByRole('heading', { name: 'You were removed from the meeting' }),
  ).toBeVisible();
  expect(await devices.inUse()).toBe(0);
});
