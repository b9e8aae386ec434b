import { Component, signal, viewChild } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MeetingStore } from '../meeting/meeting-store';
import { settle } from '../testing/fake-devices';
import { ids, participant } from '../testing/meeting-builders';
import { DropTarget } from './drop-target';
import { FilesStore } from './files-store';

// The real one needs workers.
jest.mock('./files-store', () => ({ FilesStore: class FilesStore {} }));

@Component({
  selector: 'parley-test-page',
  imports: [DropTarget],
  template: `
    <main parleyDropTarget>
      <div class="bar"></div>
      <div class="own" data-participant-id="${ids.ann}" data-source="camera"></div>
      <div class="tile" data-participant-id="${ids.hanna}" data-source="camera">
        <video></video>
      </div>
      <div class="screen" data-participant-id="${ids.hanna}" data-source="screen_share"></div>
    </main>
  `,
})
class Page {
  readonly drop = viewChild.required(DropTarget);
}

function open(mayShare = true, largestFileBytes: number | null = null) {
  const share = jest.fn(() => Promise.resolve());
  const meeting = {
    others: signal([participant(ids.hanna)]),
    state: signal({ largestFileBytes }),
    may: () => mayShare,
  };
  TestBed.configureTestingModule({
    providers: [
      { provide: FilesStore, useValue: { share } },
      { provide: MeetingStore, useValue: meeting },
    ],
  });
  const fixture = TestBed.createComponent(Page);
  fixture.detectChanges();
  return { drop: fixture.componentInstance.drop(), share };
}

const plan = new File(['hello'], 'plan.txt');
const handle = { kind: 'file', name: 'plan.txt' };

/** jsdom has no DragEvent. */
function fire(type: string, where: string, types: readonly string[] = ['Files']): Event {
  const item = {
    ...{ kind: 'file', webkitGetAsEntry: () => ({ isDirectory: false }) },
    ...{ getAsFile: () => plan, getAsFileSystemHandle: () => Promise.resolve(handle) },
  };
  const dataTransfer = { types, items: [item], dropEffect: 'copy' };
  const event = new Event(type, { bubbles: true, cancelable: true });
  document.querySelector(where)?.dispatchEvent(Object.assign(event, { dataTransfer }));
  return event;
}

describe('dropping files', () => {
  it.each([
    ['.bar', null],
    ['.own', null],
    ['.screen', null],
    ['.tile', ids.hanna],
    ['.tile video', ids.hanna],
  ])('on %s shares with whom it is aimed at', async (where, to) => {
    const { drop, share } = open();
    fire('dragenter', where);
    expect(drop.aim()?.person?.id ?? null).toBe(to);
    fire('drop', where);
    await settle();
    expect(share).toHaveBeenCalledWith([{ file: plan, handle }], to);
    expect(drop.aim()).toBeNull();
  });

  it('is over when the files leave the page', () => {
    const { drop } = open();
    fire('dragenter', '.bar');
    fire('dragenter', '.tile');
    fire('dragleave', '.bar');
    expect(drop.aim()).not.toBeNull();
    fire('dragleave', '.tile');
    expect(drop.aim()).toBeNull();
  });

  it.each([
    [false, null],
    [true, 0],
  ])('never leaves the meeting to show the file (may share: %s, at most %s)', async (may, most) => {
    const { drop, share } = open(may, most);
    fire('dragenter', '.bar');
    expect(drop.aim()).toBeNull();
    for (const type of ['dragover', 'drop']) expect(fire(type, '.bar').defaultPrevented).toBe(true);
    await settle();
    expect(share).not.toHaveBeenCalled();
  });

  it('has nothing to do with text that is dragged', () => {
    const { drop } = open();
    expect(fire('dragenter', '.bar', ['text/plain']).defaultPrevented).toBe(false);
    expect(drop.aim()).toBeNull();
  });
});
