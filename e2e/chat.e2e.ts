import { expect, test } from './support/test';

test('chat reaches all, keeps its order and waits for latecomers', async ({ host, arrives }) => {
  const hanna = await host();
  const link = await hanna.makesRoom({ name: 'Chat' });
  const ann = await arrives('Ann');
  await hanna.joins(link);
  await ann.joins(link);
  await hanna.says('First things first');
  await ann.readsInChat('First things first');
  await ann.says('<img src=x onerror=alert(1)> and https://example.org');
  await hanna.readsInChat('<img src=x onerror=alert(1)>');

  const late = await arrives('Late');
  await late.joins(link);
  await late.readsInChat('First things first');
  const text = await late.chat.getByRole('log', { name: 'Messages' }).innerText();
  expect(text.indexOf('First things first')).toBeLessThan(text.indexOf('<img'));
  await expect(late.chat.locator('img')).toHaveCount(0);
});
