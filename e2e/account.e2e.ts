import { Mailbox } from './support/mailbox';
import { Person } from './support/person';
import { ParleyServer } from './support/server';
import { expect, test } from './support/test';

const password = 'correct horse battery';
const newPassword = 'another horse battery';

/** A picture as somebody's phone has it: not square, one colour on each half. */
const photoOf = async ({ page }: Person): Promise<Buffer> => {
  const address = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [800, 600];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#0f766e';
    context.fillRect(0, 0, 400, 600);
    context.fillStyle = '#ffc46b';
    context.fillRect(400, 0, 400, 600);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
};

test('a new name and picture show in the meeting, and a changed password ends it elsewhere within a second', async ({
  arrives,
}) => {
  const ann = await arrives('Ann');
  const email = `ann-${Date.now()}@example.org`;
  await ann.signsUp(email, password);
  await ann.page.goto(`${ann.origin}/account`);
  await ann.page.getByRole('textbox', { name: 'Name' }).fill('Anna Neu');
  await ann.button('Save name').click();
  await expect(ann.page.getByText('Name saved')).toBeVisible();

  await ann.button('Change picture').click();
  const dialog = ann.page.getByRole('dialog', { name: 'Your picture' });
  const file = dialog.locator('input[type=file]');
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
  await file.setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: heic });
  await expect(dialog.getByRole('alert')).toContainText('HEIC');
  await dialog.getByRole('button', { name: 'Use the camera' }).click();
  await expect
    .poll(() => dialog.locator('video').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .toBeGreaterThan(0);
  await dialog.getByRole('button', { name: 'Take picture' }).click();
  await expect(dialog.getByRole('button', { name: 'Take another' })).toBeVisible();
  const isDrawn = (canvas: HTMLCanvasElement) =>
    canvas.getContext('2d')?.getImageData(256, 256, 1, 1).data[3] === 255;
  await expect.poll(() => dialog.locator('canvas').evaluate(isDrawn)).toBe(true);
  const buffer = await photoOf(ann);
  await file.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer });
  await dialog.getByRole('slider', { name: 'Zoom' }).fill('2');
  await dialog.getByRole('button', { name: 'Save picture' }).click();
  await expect(dialog).toBeHidden();
  await expect(ann.button('Account menu').locator('img')).toBeVisible();

  const link = await ann.makesRoom({ name: 'Standup' });
  const bob = await arrives('Bob');
  await ann.comesToTheDoor(link);
  await ann.button('Stop camera').click();
  await ann.knocks({ name: 'Anna Neu' });
  await ann.isInTheMeeting();
  await bob.joins(link);
  const picture = bob.tile('Anna Neu').locator('img');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(256);

  const elsewhere = await arrives('Ann at home');
  await elsewhere.signsIn(email, password);
  await expect(elsewhere.page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  await elsewhere.page.goto(`${elsewhere.origin}/account`);
  const sessions = elsewhere.page.getByRole('region', { name: 'Sessions' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await elsewhere.page.getByRole('textbox', { name: 'Name' }).fill('Annabel');
  await elsewhere.button('Save name').click();
  await expect(bob.tile('Annabel').locator('img')).toBeVisible({ timeout: 1_500 });
  await elsewhere.page.getByLabel('Current password').fill(password);
  await elsewhere.page.getByLabel('New password').fill(newPassword);
  await elsewhere.button('Change password').click();
  await expect(ann.page.getByRole('heading', { name: 'You were signed out' })).toBeVisible({
    timeout: 1_500,
  });
  await expect(bob.tile('Annabel')).toHaveCount(0);
});

test('a forgotten password is replaced by mail', async ({ browser }) => {
  const mailbox = await Mailbox.open();
  const server = await ParleyServer.start({
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'Parley <parley@example.org>',
  });
  const context = await browser.newContext();
  try {
    const ann = await Person.arrives('Ann', context, server.url);
    await ann.signsUp('ann@example.org', password);
    await ann.button('Account menu').click();
    await ann.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await ann.page.getByRole('link', { name: 'Forgot your password?' }).click();
    // The page before has an Email field, too.
    await expect(ann.page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
    await ann.page.getByRole('textbox', { name: 'Email' }).fill('ann@example.org');
    await ann.button('Send link').click();
    await expect(ann.page.getByRole('status')).toContainText('ann@example.org');
    await expect.poll(() => mailbox.texts.length).toBe(1);
    const link = /http\S+#token=[\w-]{43}/.exec(mailbox.texts[0] ?? '')?.[0] ?? '';
    expect(link).toContain(`${server.url}/reset-password#token=`);

    await ann.page.goto(link);
    await ann.page.getByLabel('New password').fill(newPassword);
    expect(ann.page.url()).toBe(`${server.url}/reset-password`);
    await ann.button('Save password').click();
    await ann.page.getByRole('link', { name: 'Sign in' }).click();
    await ann.signsIn('ann@example.org', newPassword);
    await expect(ann.page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  } finally {
    await context.close();
    await server.dispose();
    await mailbox.close();
  }
});
