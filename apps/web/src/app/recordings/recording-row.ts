import { Component, computed, input, output } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { Button, Chip, Icon } from '@parley/ui';
import { recordings } from '../text/recordings.en';
import type { RecordingView } from './recording-view';

/**
 * One row of the recordings table. Rows and cells carry their roles in words, because on a phone they are drawn as a
 * grid, and some browsers forget that such a row is one.
 */
@Component({
  // An attribute, so that the table keeps its native rows.
  selector: 'tr[parleyRecordingRow]',
  imports: [Button, Chip, Icon, MatTooltip, RouterLink],
  host: { role: 'row', '[class.selected]': 'isSelected()' },
  templateUrl: './recording-row.html',
  styleUrl: './recording-row.css',
})
export class RecordingRow {
  readonly recording = input.required<RecordingView>();
  readonly isSelected = input(false);
  readonly selectionWanted = output();
  readonly sharingWanted = output();
  readonly renamingWanted = output();
  readonly deletionWanted = output();
  protected readonly text = recordings;
  /** What stands where there is no picture. */
  protected readonly placeholder = computed(() => {
    if (this.recording().isRunning) return 'record';
    return this.recording().isSoundOnly ? 'speaker' : 'camera';
  });
}
