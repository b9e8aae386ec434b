import { Component, inject } from '@angular/core';
import { DropOverlay } from '../files/drop-overlay';
import { DropTarget } from '../files/drop-target';
import { FilesPanel } from '../files/files-panel';
import { FilesStore } from '../files/files-store';
import { voicesBesideFiles } from '../files/voices-beside-files';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { openSocket } from '../meeting/connection/open-socket';
import { MeetingStore } from '../meeting/meeting-store';
import { MeshBridge } from '../meeting/mesh-bridge';
import { direct as text } from '../text/direct.en';
import { DirectBridge } from './direct-bridge';
import { DirectSocket } from './direct-socket';

/** The Files panel as in a meeting, for the two of one connection. Lives on through a loss, so that transfers go on after it. */
@Component({
  selector: 'parley-direct-files',
  imports: [DropOverlay, DropTarget, FilesPanel],
  providers: [
    DirectSocket,
    DirectBridge,
    FilesStore,
    MeetingClient,
    MeetingStore,
    { provide: MeshBridge, useExisting: DirectBridge },
    { provide: voicesBesideFiles, useValue: false },
    { provide: openSocket, useFactory: () => openDirectSocket() },
  ],
  template: `
    <section [attr.aria-label]="text.files" parleyDropTarget #drop="parleyDropTarget">
      @if (meeting.state()) {
        <parley-files-panel />
      }
      @if (drop.aim(); as aim) {
        <parley-drop-overlay [aim]="aim" />
      }
    </section>
  `,
  styles: `
    section {
      position: relative;
      display: grid;
      min-height: calc(5 * var(--space-8));
      padding-top: var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-l);
      background: var(--surface);
      overflow: hidden;
    }
  `,
})
export class DirectFiles {
  protected readonly text = text;
  protected readonly meeting = inject(MeetingStore);

  constructor() {
    // There is no seat to take: whoever has the page is in.
    this.meeting.takeSeat('');
  }
}

function openDirectSocket() {
  const socket = inject(DirectSocket);
  return () => socket;
}
