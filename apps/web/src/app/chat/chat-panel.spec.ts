import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { drawFiles, share, shared } from '../../testing/files-screen';
import { ids } from '../testing/meeting-builders';
import { ChatPanel } from './chat-panel';
import { ChatStore } from './chat-store';

// The real one needs workers.
jest.mock('../files/files-store', () => ({ FilesStore: class FilesStore {} }));
// jsdom has no ResizeObserver.
globalThis.ResizeObserver = class {
  observe = () => undefined;
  unobserve = () => undefined;
  disconnect = () => undefined;
};

const message = (id: string, text: string, sentAt: string) => ({
  ...{ id, from: ids.hanna, fromName: 'Hanna', text, sentAt },
});

describe('the chat panel', () => {
  it('has files in line with the messages, with what can be done next', async () => {
    const messages = [
      message('a', 'Here it comes', '2026-01-01T09:59:00.000Z'),
      message('b', 'Have you got it?', '2026-01-01T10:01:00.000Z'),
    ];
    const store = { messages: signal(messages), drafts: signal([]), unsent: signal('') };
    TestBed.configureTestingModule({ providers: [{ provide: ChatStore, useValue: store }] });
    const files = [shared({ phase: 'receiving', verifiedBytes: 500 }, { share: share() })];
    const { screen, done } = await drawFiles(ChatPanel, { files });
    const log = document.querySelector('[role="log"]');
    expect(log?.textContent?.replaceAll(/\s+/g, ' ')).toMatch(
      /Here it comes.*Hanna shared a file.*site-plan\.dwg.*50 %.*Have you got it\?/,
    );
    // What counts up is not read out.
    expect(log?.querySelector('progress')?.closest('[aria-live="off"]')).not.toBeNull();
    await screen.press('Pause');
    expect(done.map(([verb]) => verb)).toEqual(['pause']);
  });
});
