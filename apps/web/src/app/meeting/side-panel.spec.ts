import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Screen } from '../../testing/screen';
import { moreControlId, SidePanel } from './side-panel';

@Component({
  imports: [SidePanel],
  template: `
    <button id="toggle-files">Files</button>
    <button [id]="more">More</button>
    <input aria-label="Elsewhere" />
    @if (isOpen()) {
      <parley-side-panel heading="Files" [returnTo]="opener()" (closed)="isOpen.set(false)">
        <button>Share files</button>
      </parley-side-panel>
    }
  `,
})
class Page {
  protected readonly more = moreControlId;
  readonly opener = signal('toggle-files');
  readonly isOpen = signal(true);
}

async function open(opener?: string) {
  const fixture = TestBed.createComponent(Page);
  document.body.append(fixture.nativeElement as HTMLElement);
  if (opener) fixture.componentInstance.opener.set(opener);
  const screen = new Screen(fixture);
  await screen.settled();
  const escape = async (place: HTMLElement) => {
    place.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await screen.settled();
  };
  return { screen, page: fixture.componentInstance, escape };
}

const focused = () => document.activeElement?.textContent?.trim();

describe('a panel', () => {
  it('begins at its heading, and gives the focus back to what opened it', async () => {
    const { screen, escape } = await open();
    expect(focused()).toBe('Files');
    expect(document.activeElement?.tagName).toBe('H2');
    await escape(screen.one('button', 'Share files'));
    expect(screen.has('[role=region]', 'Files')).toBe(false);
    expect(document.activeElement?.id).toBe('toggle-files');
  });

  it('is closed by Escape where a press on its words left the focus, too', async () => {
    const { screen, escape } = await open();
    const region = screen.one('[role=region]', 'Files');
    region.focus();
    expect(document.activeElement).toBe(region);
    await escape(region);
    expect(screen.has('[role=region]', 'Files')).toBe(false);
  });

  it('gives the focus to More where a phone has what opened it behind that', async () => {
    const { screen, escape } = await open('toggle-nowhere');
    await escape(screen.one('button', 'Share files'));
    expect(focused()).toBe('More');
  });

  it('leaves the focus with somebody who has gone on', async () => {
    const { screen, page } = await open();
    const elsewhere = screen.one('input', 'Elsewhere');
    elsewhere.focus();
    page.isOpen.set(false);
    await screen.settled();
    expect(document.activeElement).toBe(elsewhere);
  });
});
