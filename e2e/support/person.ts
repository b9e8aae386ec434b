import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { watchPeerConnections } from './peer-watch';

interface RoomWishes {
  readonly name: string;
  readonly password?: string;
  readonly lobby?: boolean;
}
interface InvitationWishes {
  readonly label: string;
  /** How many may come by it. */
  readonly people?: number;
}
interface JoinWishes {
  readonly name?: string;
  readonly password?: string;
}

/** Somebody with a browser of their own. Methods say what people do and see; controls are found by role and name. */
export class Person {
  private constructor(
    readonly name: string,
    readonly page: Page,
    readonly context: BrowserContext,
    readonly origin: string,
  ) {}

  static async arrives(name: string, context: BrowserContext, origin: string): Promise<Person> {
    await watchPeerConnections(context);
    const page = await context.newPage();
    return new Person(name, page, context, origin);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  tile(name: string): Locator {
    return this.page.getByRole('group', { name, exact: true });
  }

  get tiles(): Locator {
    return this.page.locator('[data-participant-id][data-source]');
  }

  get people(): Locator {
    return this.page.getByRole('region', { name: 'People' });
  }

  get chat(): Locator {
    return this.page.getByRole('region', { name: 'Chat' });
  }

  get files(): Locator {
    return this.page.getByRole('region', { name: 'Files' });
  }

  async signsUp(email: string, password = 'correct horse battery'): Promise<void> {
    await this.page.goto(`${this.origin}/sign-up`);
    await this.page.getByRole('textbox', { name: 'Name' }).fill(this.name);
    await this.page.getByRole('textbox', { name: 'Email' }).fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.button('Create account').click();
    await expect(this.page.getByRole('heading', { name: 'Rooms' })).toBeVisible();
  }

  async signsIn(email: string, password = 'correct horse battery'): Promise<void> {
    await this.page.goto(`${this.origin}/sign-in`);
    await this.page.getByRole('textbox', { name: 'Email' }).fill(email);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.button('Sign in').click();
  }

  /** Makes a room through the dialog and gives its link, read from the page. */
  async makesRoom({ name, password, lobby }: RoomWishes): Promise<string> {
    await this.page.goto(`${this.origin}/rooms`);
    await this.button('New room').first().click();
    const dialog = this.page.getByRole('dialog', { name: 'New room' });
    await dialog.getByRole('textbox', { name: 'Room name' }).fill(name);
    if (password) await dialog.getByLabel('Room password').fill(password);
    if (lobby) await dialog.getByRole('switch', { name: 'Lobby' }).click();
    await dialog.getByRole('button', { name: 'Create room' }).click();
    await expect(dialog).toBeHidden();
    const room = this.page.getByRole('listitem').filter({ hasText: name });
    const address = await room.getByRole('link', { name: 'Open' }).getAttribute('href');
    return new URL(address ?? '', this.origin).href;
  }

  /** In the room's settings, on the rooms page. */
  async changesRoom(roomName: string, change: (settings: Locator) => Promise<void>): Promise<void> {
    const room = this.page.getByRole('listitem').filter({ hasText: roomName });
    await room.getByRole('button', { name: 'Room settings' }).click();
    const dialog = this.page.getByRole('dialog');
    await change(dialog);
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await expect(dialog).toBeHidden();
  }

  async hidesAddressesIn(roomName: string): Promise<void> {
    await this.changesRoom(roomName, (settings) =>
      settings.getByRole('switch', { name: 'Hide addresses' }).click(),
    );
  }

  async opensInvitations(roomName: string): Promise<Locator> {
    const room = this.page.getByRole('listitem').filter({ hasText: roomName });
    await room.getByRole('button', { name: 'More' }).click();
    await this.page.getByRole('menuitem', { name: 'Invite people' }).click();
    return this.page.getByRole('dialog', { name: /^Invite to/ });
  }

  /** Makes an invitation link on the rooms page and gives it, as it was copied. */
  async invitesTo(roomName: string, { label, people }: InvitationWishes): Promise<string> {
    const dialog = await this.opensInvitations(roomName);
    await dialog.getByRole('textbox', { name: 'For whom' }).fill(label);
    if (people) await dialog.getByLabel('People', { exact: true }).fill(`${people}`);
    await dialog.getByRole('button', { name: 'Make invitation link' }).click();
    await dialog.getByRole('button', { name: `Copy link: ${label}` }).click();
    await expect(this.page.getByText('Link copied')).toBeVisible();
    const link = await this.page.evaluate(() => navigator.clipboard.readText());
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toBeHidden();
    return link;
  }

  /** The same person at the rooms page in a second tab. */
  async opensAnotherTab(): Promise<Person> {
    const page = await this.context.newPage();
    await page.goto(`${this.origin}/rooms`);
    return new Person(this.name, page, this.context, this.origin);
  }

  async comesToTheDoor(link: string): Promise<void> {
    await this.page.goto(link);
    await expect(this.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  }

  async knocks({ name = this.name, password }: JoinWishes = {}): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(name);
    if (password) await this.page.getByLabel('Room password').fill(password);
    await this.page.getByRole('button', { name: /^(Join|Ask to join)$/ }).click();
  }

  async joins(link: string, wishes: JoinWishes = {}): Promise<void> {
    await this.comesToTheDoor(link);
    await this.knocks(wishes);
    await this.isInTheMeeting();
  }

  async isInTheMeeting(): Promise<void> {
    await expect(this.page.getByRole('toolbar', { name: 'Meeting controls' })).toBeVisible();
  }

  /** A moving picture of somebody is on this person's page: frames keep coming. */
  async sees(name: string): Promise<void> {
    const video = this.tile(name).locator('video');
    await expect(video).toBeVisible();
    const frames = () =>
      video.evaluate(
        (element: HTMLVideoElement) => element.getVideoPlaybackQuality().totalVideoFrames,
      );
    await expect.poll(async () => await frames()).toBeGreaterThan(0);
    const before = await frames();
    await expect.poll(async () => await frames()).toBeGreaterThan(before);
  }

  async opensPanel(name: 'People' | 'Chat' | 'Files'): Promise<void> {
    const control = this.page.getByRole('toolbar').getByRole('button', { name, exact: true });
    if ((await control.getAttribute('aria-expanded')) !== 'true') await control.click();
    await expect(this.page.getByRole('region', { name })).toBeVisible();
  }

  /** The names in the People panel, in order of appearance. */
  async peopleNames(): Promise<string[]> {
    await this.opensPanel('People');
    const actions = this.people.getByRole('button', { name: /^Actions for / });
    // The list comes after its panel, and has at least the own name.
    await actions.first().waitFor();
    const labels = await actions.evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''),
    );
    return labels.map((label) => label.replace('Actions for ', '').trim());
  }

  async actsOn(name: string, action: string): Promise<void> {
    await this.opensPanel('People');
    await this.people.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
    await this.page.getByRole('menuitem', { name: action, exact: true }).click();
  }

  async removes(
    name: string,
    action: 'Remove from meeting' | 'Remove and block' = 'Remove from meeting',
  ): Promise<void> {
    await this.actsOn(name, action);
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Remove', exact: true })
      .click();
  }

  async says(text: string): Promise<void> {
    await this.opensPanel('Chat');
    await this.chat.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.chat.getByRole('button', { name: 'Send' }).click();
  }

  async readsInChat(text: string): Promise<void> {
    await this.opensPanel('Chat');
    await expect(this.chat.getByRole('log', { name: 'Messages' })).toContainText(text);
  }

  async leaves(): Promise<void> {
    await this.button('Leave').click();
    const choice = this.page.getByRole('menuitem', { name: 'Leave meeting' });
    const heading = this.page.getByRole('heading', { name: 'You left the meeting' });
    await expect(choice.or(heading)).toBeVisible();
    if (await choice.isVisible()) await choice.click();
    await expect(heading).toBeVisible();
  }

  async endsTheMeeting(): Promise<void> {
    await this.button('Leave').click();
    await this.page.getByRole('menuitem', { name: 'End for all' }).click();
  }
}
