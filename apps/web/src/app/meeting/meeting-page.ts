import { NgComponentOutlet } from '@angular/common';
import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  runInInjectionContext,
  viewChild,
} from '@angular/core';
import { Stage } from '@parley/ui';
import { ChatPanel } from '../chat/chat-panel';
import { ChatStore } from '../chat/chat-store';
import { DropOverlay } from '../files/drop-overlay';
import { DropTarget } from '../files/drop-target';
import { FilesPanel } from '../files/files-panel';
import { FilesStore } from '../files/files-store';
import { LocalMediaStore } from '../media/local-media-store';
import { PeoplePanel } from '../people/people-panel';
import { PageTitle } from '../shell/page-title';
import { meeting as text } from '../text/meeting.en';
import { FirstRemoteFrame } from './marks';
import { MeetingActions } from './meeting-actions';
import { MeetingBar } from './meeting-bar';
import { MeetingControls } from './meeting-controls';
import { MeetingStage } from './meeting-stage';
import { MeetingStore } from './meeting-store';
import { MutedTalkNotice } from './muted-talk-notice';
import { News } from './news';
import { PanelStore } from './panel-store';
import { phoneLayout } from './phone-layout';
import { PushToTalk } from './push-to-talk';
import { loadRecording, RecordingControl } from './recording-control';
import { actionOf, isTypingIn, type ShortcutAction, ShortcutSetting } from './shortcuts';
import { SecondAct } from './second-act';
import { SidePanel } from './side-panel';
import { SilencedNotice } from './silenced-notice';
import { SpeakingStore } from './speaking-store';

const loadMeetingRecording = async () =>
  (await import('../recording/meeting-recording')).MeetingRecording;

/** The meeting on the screen: bar, stage, panel, controls. Composes the features; none of them knows another. */
@Component({
  selector: 'parley-meeting-page',
  imports: [
    ChatPanel,
    DropOverlay,
    DropTarget,
    FilesPanel,
    MeetingBar,
    MeetingControls,
    MeetingStage,
    NgComponentOutlet,
    PeoplePanel,
    SidePanel,
    Stage,
  ],
  providers: [
    ChatStore,
    FilesStore,
    FirstRemoteFrame,
    MeetingActions,
    MutedTalkNotice,
    News,
    PanelStore,
    PushToTalk,
    RecordingControl,
    { provide: loadRecording, useValue: loadMeetingRecording },
    SecondAct,
    SilencedNotice,
    SpeakingStore,
  ],
  host: { '(document:keydown)': 'readKey($event)' },
  templateUrl: './meeting-page.html',
  styleUrl: './meeting-page.css',
})
export class MeetingPage {
  /** The room's address, for sending to others. */
  readonly link = input.required<string>();
  readonly left = output();
  protected readonly text = text;
  protected readonly meeting = inject(MeetingStore);
  protected readonly panels = inject(PanelStore);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly controls = viewChild<{ openShortcuts(): void }>('controls');
  readonly #actions = inject(MeetingActions);
  readonly #media = inject(LocalMediaStore);
  readonly #secondAct = inject(SecondAct);
  readonly #keys = inject(ShortcutSetting);
  protected readonly recordingPart = inject(RecordingControl).part;
  protected readonly headcount = computed(() => this.meeting.participants().length);

  /** Bar and controls; their place is kept. */
  protected readonly areControlsDrawn = this.#secondAct.hasBegun;
  readonly #isPhone = phoneLayout();
  /** On a phone a panel is the whole page: what is behind it can be neither reached nor read out. */
  protected readonly isCovered = computed(() => this.#isPhone() && this.panels.open() !== null);

  constructor() {
    // These work without being looked at.
    inject(News);
    this.#tellOfTransfers(inject(FilesStore), inject(Injector));
    this.#beginSecondAct();
    this.#explainDevices();
    const title = inject(PageTitle);
    effect(() => title.say(this.meeting.state()?.roomName ?? ''));
  }

  protected readKey(event: KeyboardEvent): void {
    const action = actionOf(event, isTypingIn(event.target), this.#keys.isOn());
    if (!action) return;
    event.preventDefault();
    this.#run(action);
  }

  #run(action: ShortcutAction): void {
    switch (action) {
      case 'microphone':
        return this.#actions.toggleMicrophone();
      case 'camera':
        return this.#actions.toggleCamera();
      case 'screen':
        return void this.#actions.toggleScreen();
      case 'hand':
        return void this.#actions.toggleHand();
      case 'help':
        return void this.controls()?.openShortcuts();
      default:
        return this.panels.toggle(action);
    }
  }

  #beginSecondAct(): void {
    const injector = inject(Injector);
    this.#secondAct.run(() => {
      injector.get(MutedTalkNotice);
      injector.get(PushToTalk);
      injector.get(SilencedNotice);
      const focus = () => this.main().nativeElement.focus({ preventScroll: true });
      afterNextRender({ read: focus }, { injector });
      void this.#sweepFiles();
    });
  }

  async #sweepFiles(): Promise<void> {
    try {
      const { sweepOldFiles } = await import('../files/kept-files');
      await sweepOldFiles();
    } catch (error) {
      console.warn('files: not swept', error);
    }
  }

  /** The code for it comes with the first file. */
  #tellOfTransfers(files: FilesStore, injector: Injector): void {
    const once = effect(() => {
      if (files.shared().length === 0) return;
      once.destroy();
      import('../files/file-news')
        .then(({ tellOfTransfers }) => runInInjectionContext(injector, tellOfTransfers))
        .catch((error: unknown) => console.warn('no news of files', error));
    });
  }

  /** What was off at the door was said there; from now on a toast says why. */
  #explainDevices(): void {
    for (const source of ['microphone', 'camera'] as const) {
      let known = this.#media[source].problem();
      effect(() => {
        const problem = this.#media[source].problem();
        if (problem !== null && problem !== known) this.#actions.explain(source, problem);
        known = problem;
      });
    }
  }
}
