import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LocalPublications } from '../local-publications';
import { MeetingStore } from '../meeting-store';
import { MeshBridge } from '../mesh-bridge';
import { BandwidthNotice } from './bandwidth-notice';
import { BandwidthStore } from './bandwidth-store';
import { type LinkConditions, withCondition } from './link-condition';

async function open() {
  const isAudioOnly = signal(false);
  const screen = signal<object | null>(null);
  const links = signal<LinkConditions>(new Map());
  const others = ['Ann', 'Bob', 'Cid'].map((name) => ({ id: name.toLowerCase(), name }));
  const bandwidth = { isAudioOnly, setAudioOnly: (is: boolean) => isAudioOnly.set(is) };
  const tracks = () => ({ screen_share: screen(), second_screen_share: null });
  TestBed.configureTestingModule({
    providers: [
      { provide: BandwidthStore, useValue: bandwidth },
      { provide: LocalPublications, useValue: { tracks } },
      { provide: MeetingStore, useValue: { others: () => others } },
      { provide: MeshBridge, useValue: { links } },
    ],
  });
  const fixture = TestBed.createComponent(BandwidthNotice);
  const element: unknown = fixture.nativeElement;
  if (!(element instanceof HTMLElement)) throw new Error('no element');
  const text = async () => {
    await fixture.whenStable();
    return element.textContent.trim();
  };
  await fixture.whenStable();
  return { element, isAudioOnly, screen, links, text };
}

describe('the notice of what is not sent', () => {
  it('says nothing while everything is', async () => {
    expect(await (await open()).text()).toBe('');
  });

  it('names those who do not get the own video, because their link does not carry it', async () => {
    const { links, text } = await open();
    links.set(withCondition(links(), 'ann', { isSendingPaused: true }));
    expect(await text()).toBe('Your video is paused for Ann: the connection does not carry it.');
    links.set(withCondition(links(), 'cid', { isSendingPaused: true }));
    expect(await text()).toContain('paused for Ann and Cid:');
    links.set(new Map());
    expect(await text()).toBe('');
  });

  it('says that a shared screen is still sent in audio only', async () => {
    const { isAudioOnly, screen, text } = await open();
    isAudioOnly.set(true);
    expect(await text()).toContain('no video is received or sent');
    screen.set({});
    expect(await text()).toContain('The screen that you share is still sent.');
  });

  it('brings video back with one click', async () => {
    const { element, isAudioOnly, text } = await open();
    isAudioOnly.set(true);
    await text();
    element.querySelector('button')?.click();
    expect(await text()).toBe('');
    expect(isAudioOnly()).toBe(false);
  });
});
