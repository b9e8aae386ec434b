import { Component, inject } from '@angular/core';
import {
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Button } from '@parley/ui';
import { pushToTalk } from '../text/media.en';
import { meeting, shortcutsText } from '../text/meeting.en';
import { PushToTalkSetting } from './push-to-talk';
import { shortcutActions, ShortcutSetting, shortcutKeys } from './shortcuts';

/** Which keys do what. */
@Component({
  selector: 'parley-shortcuts-dialog',
  imports: [Button, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ text.heading }}</h2>
    <mat-dialog-content>
      @if (!setting.isOn()) {
        <p class="soft">{{ text.off }}</p>
      }
      <dl>
        @for (row of rows; track row.what) {
          <div>
            <dt>{{ row.what }}</dt>
            <dd>
              @for (key of row.keys; track key) {
                @if (!$first) {
                  <span class="soft">{{ text.or }}</span>
                }
                <kbd>{{ key }}</kbd>
              }
            </dd>
          </div>
        }
        @if (talk.isOn()) {
          <div>
            <dt>{{ talkText.name }}</dt>
            <dd>
              <kbd>{{ talkText.key }}</kbd>
            </dd>
          </div>
        }
      </dl>
    </mat-dialog-content>
    <mat-dialog-actions>
      <button type="button" uiButton mat-dialog-close>{{ close }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    dl,
    dd,
    p {
      margin: 0;
    }
    div {
      display: flex;
      justify-content: space-between;
      gap: var(--space-4);
      padding: var(--space-2) 0;
    }
    div + div {
      border-top: 1px solid var(--line);
    }
    dd {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      font-size: var(--text-s);
    }
    kbd {
      min-width: var(--space-5);
      padding: 0 var(--space-2);
      border: 1px solid var(--line);
      border-radius: var(--radius-s);
      background: var(--surface-sunken);
      font: 600 var(--text-xs) / 2 var(--font);
      text-align: center;
    }
  `,
})
export class ShortcutsDialog {
  protected readonly text = shortcutsText;
  protected readonly close = meeting.close;
  protected readonly setting = inject(ShortcutSetting);
  protected readonly talkText = pushToTalk;
  protected readonly talk = inject(PushToTalkSetting);
  readonly #chords = { microphone: ['Ctrl+D'], camera: ['Ctrl+E'] };
  protected readonly rows = [
    ...shortcutActions.map((action) => ({
      what: shortcutsText[action],
      keys: [
        ...shortcutKeys[action],
        ...(action === 'microphone' || action === 'camera' ? this.#chords[action] : []),
      ],
    })),
    { what: shortcutsText.zoom, keys: ['+', '−', '0'] },
    { what: shortcutsText.move, keys: ['←', '↑', '↓', '→'] },
  ];
}
