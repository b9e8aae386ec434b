import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, output } from '@angular/core';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Button, Icon } from '@parley/ui';
import { LocalMediaStore } from '../media/local-media-store';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { media } from '../text/media.en';
import { meeting as text, secondScreen } from '../text/meeting.en';
import { ControlButton } from './control-button';
import { MeetingActions } from './meeting-actions';
import { MeetingDialogs } from './meeting-dialogs';
import { PanelStore } from './panel-store';
import { phoneLayout } from './phone-layout';
import { RecordingControl } from './recording-control';
import { shortcutKeys } from './shortcuts';
import { moreControlId } from './side-panel';

/** The bar at the foot: always there, always in the same order. On a phone five controls, the others behind More. */
@Component({
  selector: 'parley-meeting-controls',
  imports: [Button, ControlButton, Icon, MatMenu, MatMenuItem, MatMenuTrigger, NgTemplateOutlet],
  providers: [MeetingDialogs],
  templateUrl: './meeting-controls.html',
  styleUrl: './meeting-controls.css',
})
export class MeetingControls {
  readonly left = output();
  protected readonly text = { ...text, ...media, shareAnother: secondScreen.share };
  protected readonly media = inject(LocalMediaStore);
  protected readonly screen = inject(ScreenShareStore);
  protected readonly actions = inject(MeetingActions);
  protected readonly panels = inject(PanelStore);
  protected readonly dialogs = inject(MeetingDialogs);
  protected readonly safetyText = inject(RecordingControl).safetyText;
  protected readonly moreControlId = moreControlId;
  protected readonly isPhone = phoneLayout();

  protected readonly microphoneLabel = computed(() =>
    this.media.microphone.isOn() ? media.mute : media.unmute,
  );
  protected readonly cameraLabel = computed(() =>
    this.media.camera.isOn() ? media.stopCamera : media.startCamera,
  );
  protected readonly screenLabel = computed(() =>
    this.screen.isSharing() ? text.stopSharing : text.shareScreen,
  );
  protected readonly handLabel = computed(() =>
    this.actions.isHandRaised() ? text.lowerHand : text.raiseHand,
  );
  protected readonly recordLabel = computed(() =>
    this.actions.isRecording() ? text.stopRecording : text.startRecording,
  );
  protected readonly tuneLabel = computed(() => {
    if (!this.actions.isRecording()) return text.recordingOptions;
    return this.actions.isRecordingPaused() ? text.resumeRecording : text.pauseRecording;
  });
  protected readonly tuneIcon = computed(() => {
    if (!this.actions.isRecording()) return 'chevron-up';
    return this.actions.isRecordingPaused() ? 'play' : 'pause';
  });
  protected readonly panelButtons = [
    { name: 'people', icon: 'people', label: text.people, badgeText: text.waitingCount },
    { name: 'chat', icon: 'chat', label: text.chat, badgeText: text.unreadCount },
    { name: 'files', icon: 'file', label: text.files, badgeText: text.unreadCount },
  ] as const;

  /** What a phone hides behind More still says there that it has news. */
  protected readonly hiddenNews = computed(() => {
    const { people, files } = this.panels.badges();
    return this.isPhone() ? people + files : 0;
  });

  openShortcuts(): void {
    void this.dialogs.openShortcuts();
  }

  protected async handOver(): Promise<void> {
    if (await this.dialogs.handOver()) this.left.emit();
  }

  protected firstKey(action: keyof typeof shortcutKeys): string {
    return shortcutKeys[action][0] ?? '';
  }
}
