import { Component, computed, inject, input, signal } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { PlayTrack } from '../media/play-track';
import { SoundOutput } from '../media/sound-output';
import { ScreenShareStore } from '../screen-share/screen-share-store';
import { LinkCopier } from '../shell/link-copier';
import { media } from '../text/media.en';
import { meeting as text } from '../text/meeting.en';
import { BandwidthNotice } from './bandwidth/bandwidth-notice';
import { BandwidthStore } from './bandwidth/bandwidth-store';
import { Draggable } from './draggable';
import { type ElementSize, ElementSizeObserver } from './element-size';
import { Ghosts } from './ghosts';
import { LocalPublications } from './local-publications';
import { MeetingStore } from './meeting-store';
import { MeshBridge } from './mesh-bridge';
import { PinStore } from './pin/pin-store';
import { SpeakingStore } from './speaking-store';
import { layOutStage } from './stage-layout';
import { TileView } from './tile-view';
import { tilesOf } from './tiles';
import { ViewFeed } from './bandwidth/view-feed';
import { soundKey, VolumeStore } from './volume/volume-store';
import { ZoomStore } from './screen-zoom/zoom-store';

const audioSources = ['microphone', 'screen_share_audio', 'second_screen_share_audio'] as const;

/** Faces and screens, fitted to the room there is, and the sound of everybody. */
@Component({
  selector: 'parley-stage',
  imports: [BandwidthNotice, Button, Draggable, ElementSizeObserver, Icon, PlayTrack, TileView],
  providers: [Ghosts, PinStore, ViewFeed, VolumeStore, ZoomStore],
  templateUrl: './meeting-stage.html',
  styleUrl: './meeting-stage.css',
})
export class MeetingStage {
  /** The room's address, offered to whoever is alone. */
  readonly link = input.required<string>();
  protected readonly text = { ...text, ...media };
  protected readonly sound = inject(SoundOutput);
  protected readonly volumes = inject(VolumeStore);
  protected readonly links = inject(LinkCopier);
  protected readonly speaking = inject(SpeakingStore).speaking;
  protected readonly size = signal<ElementSize>({ width: 0, height: 0 });
  readonly #meeting = inject(MeetingStore);
  readonly #mesh = inject(MeshBridge);
  readonly #ghosts = inject(Ghosts).ids;
  readonly #local = inject(LocalPublications);
  readonly #bandwidth = inject(BandwidthStore);
  readonly #pins = inject(PinStore);
  protected readonly screens = inject(ScreenShareStore);

  protected readonly isAlone = computed(() => this.#meeting.others().length === 0);

  /** By choice, or for a link that does not carry it: then something is said about it. */
  protected readonly isVideoHeldBack = computed(
    () =>
      this.#bandwidth.isAudioOnly() ||
      [...this.#mesh.links().values()].some(({ isSendingPaused }) => isSendingPaused),
  );

  readonly #tiles = computed(() =>
    tilesOf({
      participants: this.#meeting.participants().filter(({ id }) => !this.#ghosts().has(id)),
      selfId: this.#meeting.state()?.self ?? '',
      local: this.#local.tracks(),
      remote: this.#mesh.tracks(),
      links: this.#mesh.links(),
      isAudioOnly: this.#bandwidth.isAudioOnly(),
      hasRelay: this.#meeting.hasRelay(),
    }),
  );

  protected readonly placedTiles = computed(() => {
    const { width, height } = this.size();
    const places = layOutStage(this.#tiles(), width, height, this.#pins.key());
    return this.#tiles().map((tile) => ({ tile, place: places.get(tile.key) }));
  });

  /** What is heard: only what is announced, so that nobody speaks whom a moderator muted. */
  protected readonly sounds = computed(() =>
    this.#meeting.others().flatMap(({ id, publications }) =>
      audioSources.flatMap((source) => {
        const track = publications[source] ? this.#mesh.tracks().get(id)?.[source] : undefined;
        return track ? [{ key: soundKey(id, source), track }] : [];
      }),
    ),
  );

  constructor() {
    inject(ViewFeed).follow(this.placedTiles);
  }
}
