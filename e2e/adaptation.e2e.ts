import type { Person } from './support/person';
import { expect, test } from './support/test';

/** Frames of video that this page has sent until now, over each of its connections. */
const framesSent = (person: Person): Promise<number[]> =>
  person.page.evaluate(async () => {
    const frames: number[] = [];
    for (const connection of window.peerConnections) {
      if (connection.connectionState !== 'connected') continue;
      let sent = 0;
      for (const report of (await connection.getStats()).values())
        if (report.type === 'outbound-rtp' && report.kind === 'video')
          sent += report.framesSent ?? 0;
      frames.push(sent);
    }
    return frames;
  });

/** To how many people this page sent video between two looks, a second apart. */
async function sendsVideoTo(person: Person, receivers: number): Promise<void> {
  let before = await framesSent(person);
  await expect
    .poll(
      async () => {
        const now = await framesSent(person);
        const sending = now.filter((frames, index) => frames > (before[index] ?? 0)).length;
        before = now;
        return sending;
      },
      { intervals: [1_000] },
    )
    .toBe(receivers);
}

/** What happens when somebody goes to another tab: a headless page is never really hidden. */
const turnsAway = (person: Person, state: 'hidden' | 'visible'): Promise<void> =>
  person.page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

const opensFromMore = async (person: Person, item: string) => {
  await person.button('More').click();
  await person.page.getByRole('menuitem', { name: item }).click();
  return person.page.getByRole('dialog', { name: item });
};

test('a tab that nobody looks at gets no video, and gets it again', async ({ host, arrives }) => {
  test.slow();
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Tabs' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  for (const person of [hanna, ann, bob]) await person.joins(link);
  await bob.sees('Hanna Host');
  await bob.sees('Ann');
  await sendsVideoTo(hanna, 2);
  await turnsAway(bob, 'hidden');
  await sendsVideoTo(hanna, 1);
  await sendsVideoTo(ann, 1);
  await ann.sees('Hanna Host');
  await ann.sees('Bob');
  await turnsAway(bob, 'visible');
  await sendsVideoTo(hanna, 2);
  await bob.sees('Hanna Host');
  await bob.sees('Ann');
});

test('audio only stops video both ways, until it is wanted again', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Weak line' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await ann.sees('Hanna Host');
  const settings = await opensFromMore(ann, 'Settings');
  await settings.getByRole('switch', { name: 'Audio only' }).click();
  await settings.getByRole('button', { name: 'Close' }).click();
  await expect(ann.page.getByText('Audio only: no video is received or sent.')).toBeVisible();
  await expect(ann.tile('Hanna Host').locator('video')).toHaveCount(0);
  await expect(hanna.tile('Ann').locator('video')).toHaveCount(0);
  await sendsVideoTo(hanna, 0);
  await ann.button('Show video').click();
  await ann.sees('Hanna Host');
  await hanna.sees('Ann');
});

/** The most that this page's microphone and camera may send over its connection, in kilobits a second. */
const ceilings = (person: Person): Promise<(number | null)[]> =>
  person.page.evaluate(() =>
    window.peerConnections
      .filter(({ connectionState }) => connectionState === 'connected')
      .flatMap((connection) => connection.getTransceivers().slice(0, 2))
      .map(({ sender }) => (sender.getParameters().encodings[0]?.maxBitrate ?? 0) / 1_000),
  );

test('ceilings that the owner sets for the room hold for everybody in the meeting', async ({
  host,
  arrives,
}) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Narrow' });
  const [ann, bob] = [await arrives('Ann'), await arrives('Bob')];
  await ann.joins(link);
  await bob.joins(link);
  await ann.sees('Bob');
  // The owner need not be in the meeting.
  const room = hanna.page.getByRole('listitem').filter({ hasText: 'Narrow' });
  await room.getByRole('button', { name: 'Room settings' }).click();
  const settings = hanna.page.getByRole('dialog', { name: 'Room settings' });
  await settings.getByLabel('Limit sound to').selectOption('24 kbit/s');
  await settings.getByLabel('Limit video to').selectOption('250 kbit/s');
  await settings.getByRole('button', { name: 'Save' }).click();
  for (const person of [ann, bob])
    await expect.poll(() => ceilings(person), { timeout: 5_000 }).toEqual([24, 250]);
  const statistics = await opensFromMore(ann, 'Statistics');
  await expect(statistics).toContainText(
    'Your camera: at most 250 kbit/s to each person. The room sets this.',
  );
  await expect(statistics).toContainText('Your sound: at most 24 kbit/s to each person.');
  await statistics.getByRole('button', { name: 'Close' }).click();
  await ann.sees('Bob');
});

test('the statistics tell path, pictures and the cost of one more', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Numbers' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await ann.sees('Hanna Host');
  const statistics = await opensFromMore(ann, 'Statistics');
  const card = statistics.getByRole('listitem', { name: 'Hanna Host' });
  await expect(card).toContainText('direct');
  const camera = card.getByRole('row', { name: /^Camera/ });
  await expect(camera.getByRole('cell')).toHaveText([
    /^\d+ × \d+, \d+ a second$/,
    /^\d+ × \d+, \d+ a second$/,
  ]);
  await expect(statistics).toContainText(/One more person costs you about .+ up and .+ down\./);
  await expect(statistics).toContainText(
    /carries (about|at least) \d people|processor is at its limit with the 2 people/,
  );
  await expect(statistics).toContainText('This room allows 6 people; 2 are here.');
});
