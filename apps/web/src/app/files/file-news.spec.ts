import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { drawFiles, share, shared } from '../../testing/files-screen';
import { PanelStore } from '../meeting/panel-store';
import { Toasts } from '../shell/toasts';
import { ids } from '../testing/meeting-builders';
import { tellOfTransfers } from './file-news';
import type { SharedFile } from './shared-file';

// The real one needs workers.
jest.mock('./files-store', () => ({ FilesStore: class FilesStore {} }));

@Component({ selector: 'parley-test-page', template: '' })
class Page {
  constructor() {
    tellOfTransfers();
  }
}

const announce = jest.fn<Promise<void>, [string]>(() => Promise.resolve());

async function open(before: SharedFile, panel: 'files' | null = null) {
  announce.mockClear();
  TestBed.configureTestingModule({
    providers: [
      { provide: PanelStore, useValue: { open: signal(panel) } },
      { provide: LiveAnnouncer, useValue: { announce } },
    ],
  });
  const { files, done, screen } = await drawFiles(Page, { files: [before] });
  const toasts = TestBed.inject(Toasts).shown;
  const becomes = async (after: SharedFile) => {
    files.set([after]);
    await screen.settled();
  };
  return { becomes, toasts, done };
}

const receiving = shared({ phase: 'receiving' });

describe('news of files', () => {
  it('tells that a file is here, and saves it from there', async () => {
    const { becomes, toasts, done } = await open(receiving);
    const here = shared({ phase: 'verified' });
    await becomes(here);
    await becomes({ ...here });
    expect(toasts().map(({ text }) => text)).toEqual(['site-plan.dwg is here and verified']);
    toasts()[0]?.action?.run();
    expect(done).toEqual([['save', here]]);
  });

  it('tells why a file stopped', async () => {
    const { becomes, toasts } = await open(receiving);
    await becomes(shared({ phase: 'failed', failure: 'storage-failed' }));
    expect(toasts()[0]?.text).toBe('site-plan.dwg stopped. This device refused to store the file.');
  });

  it('tells the sharer that everyone has it', async () => {
    const own = share({ from: ids.ann, to: ids.hanna });
    const sent = (verifiedBytes: number, state: 'receiving' | 'verified') =>
      shared(
        {
          direction: 'sending',
          receivers: [{ participantId: ids.hanna, verifiedBytes, state }],
        },
        { share: own },
      );
    const { becomes, toasts } = await open(sent(1, 'receiving'));
    await becomes(sent(1_000, 'verified'));
    expect(toasts().map(({ text }) => text)).toEqual(['Everyone has site-plan.dwg']);
  });

  it('only says it to screen readers where the panel shows it', async () => {
    const { becomes, toasts } = await open(receiving, 'files');
    await becomes(shared({ phase: 'verified' }));
    expect(toasts()).toEqual([]);
    expect(announce.mock.calls).toEqual([['site-plan.dwg is here and verified', 'polite']]);
  });

  it('is silent about what was found on this device, and about pictures that come unasked', async () => {
    const { becomes, toasts } = await open(shared({ phase: 'offered' }));
    await becomes(shared({ phase: 'verified' }));
    const { manifest } = share();
    const picture = share({ manifest: { ...manifest, mediaType: 'image/png' } });
    await becomes(shared({ phase: 'receiving' }, { share: picture }));
    await becomes(shared({ phase: 'verified' }, { share: picture }));
    expect(toasts()).toEqual([]);
  });
});
