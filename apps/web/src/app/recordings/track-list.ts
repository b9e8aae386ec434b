import { Component, computed, input } from '@angular/core';
import { type RecordingTrack, routes } from '@parley/contract';
import { Button, Chip, Icon } from '@parley/ui';
import { addressOf } from '../api/rest-client';
import { clockTime, sizeInWords } from '../text/amounts.en';
import { recordings } from '../text/recordings.en';

/** What everybody's own device recorded beside the mixed file, and the way to have all of it. */
@Component({
  selector: 'parley-track-list',
  imports: [Button, Chip, Icon],
  template: `
    <div class="head">
      <div>
        <h2>{{ text.tracks }}</h2>
        <p class="soft">{{ text.tracksHint }}</p>
      </div>
      <a uiButton download [href]="zipUrl()">
        <ui-icon name="download" [size]="18" />{{ text.downloadTracks }}
      </a>
    </div>
    <ul [attr.aria-label]="text.tracks">
      @for (row of rows(); track row.id) {
        <li>
          <span class="who">
            <span dir="auto">{{ row.name }}</span>
            <span class="soft">{{ row.source }}</span>
          </span>
          <span class="soft number">{{ row.facts }}</span>
          @if (row.status) {
            <ui-chip [tone]="row.isFailed ? 'danger' : 'plain'">{{ row.status }}</ui-chip>
          }
        </li>
      }
    </ul>
  `,
  styleUrl: './side-list.css',
})
export class TrackList {
  readonly recordingId = input.required<string>();
  readonly tracks = input.required<readonly RecordingTrack[]>();
  protected readonly text = recordings;
  protected readonly zipUrl = computed(() =>
    addressOf(routes.downloadTracks.path, { recordingId: this.recordingId() }),
  );
  protected readonly rows = computed(() =>
    this.tracks().map(({ id, participantName, source, durationMs, sizeBytes, status }) => ({
      id,
      name: participantName,
      source: recordings.sources[source],
      facts: [durationMs === null ? '' : clockTime(durationMs), sizeInWords(sizeBytes)]
        .filter(Boolean)
        .join(', '),
      status: status === 'ready' ? '' : recordings.status(status),
      isFailed: status === 'failed',
    })),
  );
}
