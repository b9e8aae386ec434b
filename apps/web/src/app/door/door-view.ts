import { Component, input, output } from '@angular/core';
import type { Admission, Door } from '@parley/contract';
import { CameraPreview } from '../media/camera-preview';
import { DoorDevices } from '../media/door-devices';
import { DoorForm } from './door-form';
import type { Refusal } from './room-store';

/** Preview and devices beside the form; one above the other on a phone. The form alone where nothing is seen or heard. */
@Component({
  selector: 'parley-door-view',
  imports: [CameraPreview, DoorDevices, DoorForm],
  host: { '[class.alone]': 'isFilesOnly()' },
  template: `
    @if (!isFilesOnly()) {
      <section class="preview">
        <parley-camera-preview />
        <parley-door-devices />
      </section>
    }
    <parley-door-form
      [door]="door()"
      [refusal]="refusal()"
      [isAsking]="isAsking()"
      (asked)="asked.emit($event)"
      (due)="due.emit()"
    />
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 640px) minmax(0, 380px);
      align-items: center;
      justify-content: center;
      gap: var(--space-7);
      width: 100%;
    }
    .preview {
      display: grid;
      gap: var(--space-4);
      min-width: 0;
    }
    :host(.alone) {
      grid-template-columns: minmax(0, 380px);
    }
    @media (max-width: 860px) {
      :host {
        grid-template-columns: minmax(0, 520px);
        align-self: start;
        gap: var(--space-5);
      }
    }
  `,
})
export class DoorView {
  readonly door = input.required<Door>();
  readonly refusal = input.required<Refusal | null>();
  readonly isAsking = input.required<boolean>();
  readonly isFilesOnly = input(false);
  readonly asked = output<Admission>();
  readonly due = output();
}
