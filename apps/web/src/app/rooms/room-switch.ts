import { Component, input, model } from '@angular/core';
import { MatSlideToggle } from '@angular/material/slide-toggle';

let switchCount = 0;

/** One switch with what it does below it. */
@Component({
  selector: 'parley-room-switch',
  imports: [MatSlideToggle],
  template: `
    <mat-slide-toggle
      labelPosition="before"
      fullWidth
      hideIcon
      [aria-describedby]="hint() ? hintId : ''"
      [checked]="isOn()"
      (change)="isOn.set($event.checked)"
      >{{ label() }}</mat-slide-toggle
    >
    @if (hint()) {
      <p [id]="hintId" class="soft">{{ hint() }}</p>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    p {
      margin: 0;
      font-size: var(--text-s);
    }
  `,
})
export class RoomSwitch {
  readonly label = input.required<string>();
  readonly hint = input('');
  readonly isOn = model.required<boolean>();
  protected readonly hintId = `switch-${++switchCount}-hint`;
}
