import { NgComponentOutlet } from '@angular/common';
import { Component, computed, effect, inject, output } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { ChatPanel } from '../chat/chat-panel';
import { ChatStore } from '../chat/chat-store';
import { DropOverlay } from '../files/drop-overlay';
import { DropTarget } from '../files/drop-target';
import { FilesPanel } from '../files/files-panel';
import { FilesStore } from '../files/files-store';
import { voicesBesideFiles } from '../files/voices-beside-files';
import { FirstRemoteFrame } from '../meeting/marks';
import { MeetingBar } from '../meeting/meeting-bar';
import { MeetingStore } from '../meeting/meeting-store';
import { MeshBridge } from '../meeting/mesh-bridge';
import { News } from '../meeting/news';
import { PanelStore, type PanelName } from '../meeting/panel-store';
import { loadRecording, RecordingControl } from '../meeting/recording-control';
import { SecondAct } from '../meeting/second-act';
import { SpeakingStore } from '../meeting/speaking-store';
import { PeoplePanel } from '../people/people-panel';
import { meeting as text } from '../text/meeting.en';

/** Nothing of anybody is drawn here, so that nobody sends it. */
const noPictures = { camera: 0, screen_share: 0, second_screen_share: 0 } as const;

const loadMeetingRecording = async () =>
  (await import('../recording/meeting-recording')).MeetingRecording;

/** The meeting without sound and pictures (`?view=files`): files, chat and people, all at once where there is room. */
@Component({
  selector: 'parley-files-room',
  imports: [
    Button,
    ChatPanel,
    DropOverlay,
    DropTarget,
    FilesPanel,
    Icon,
    MeetingBar,
    NgComponentOutlet,
    PeoplePanel,
  ],
  providers: [
    ChatStore,
    FilesStore,
    FirstRemoteFrame,
    News,
    PanelStore,
    RecordingControl,
    { provide: loadRecording, useValue: loadMeetingRecording },
    SecondAct,
    SpeakingStore,
    { provide: voicesBesideFiles, useValue: false },
  ],
  templateUrl: './files-room.html',
  styleUrl: './files-room.css',
})
export class FilesRoom {
  readonly left = output();
  protected readonly text = text;
  protected readonly meeting = inject(MeetingStore);
  protected readonly panels = inject(PanelStore);
  protected readonly recordingPart = inject(RecordingControl).part;
  /** The one panel that a narrow page has room for. */
  protected readonly chosen = computed<PanelName>(() => this.panels.open() ?? 'files');
  protected readonly choices = [
    { name: 'files', label: text.files },
    { name: 'chat', label: text.chat },
    { name: 'people', label: text.people },
  ] as const;

  constructor() {
    // These work without being looked at.
    inject(News);
    const bridge = inject(MeshBridge);
    effect(() => {
      const mesh = bridge.mesh();
      for (const { id } of this.meeting.others()) mesh?.setViews(id, noPictures);
    });
  }
}
