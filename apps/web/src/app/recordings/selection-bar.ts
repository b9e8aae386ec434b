import { Component, input, output } from '@angular/core';
import { Button, Icon } from '@parley/ui';
import { recordings } from '../text/recordings.en';
import type { RecordingSelection } from './recording-selection';

/** What can be done with the picked ones; within reach of a thumb, and out of the way while nothing is picked. */
@Component({
  selector: 'parley-selection-bar',
  imports: [Button, Icon],
  host: { role: 'group', '[attr.aria-label]': 'text.selection' },
  template: `
    <button
      type="button"
      uiButton
      kind="quiet"
      square
      [attr.aria-label]="text.clearSelection"
      (click)="selection().clear()"
    >
      <ui-icon name="close" />
    </button>
    <span class="words" role="status">{{
      text.selected(selection().picked().length, selection().sizeBytes())
    }}</span>
    @if (selection().downloadable().length; as count) {
      <a uiButton kind="primary" download [href]="selection().zipUrl()">
        <ui-icon name="download" [size]="18" />{{ text.downloadSeveral(count) }}
      </a>
    }
    @if (selection().deletable().length; as count) {
      <button type="button" uiButton (click)="deletionWanted.emit()">
        <ui-icon name="trash" [size]="18" />{{ text.deleteSeveral(count) }}
      </button>
    }
  `,
  styles: `
    :host {
      position: sticky;
      bottom: max(var(--space-4), env(safe-area-inset-bottom));
      z-index: 5;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-2);
      margin-top: var(--space-4);
      padding: var(--space-2);
      border: 1px solid var(--line);
      border-radius: var(--radius-m);
      background: var(--surface);
      box-shadow: var(--shadow-over);
    }
    .words {
      flex: 1 1 calc(3 * var(--space-8));
      font-weight: 600;
    }
  `,
})
export class SelectionBar {
  readonly selection = input.required<RecordingSelection>();
  readonly deletionWanted = output();
  protected readonly text = recordings;
}
