import { Component, input, model } from '@angular/core';
import { ConsentRule } from '@parley/contract';
import { Field, FieldControl } from '@parley/ui';
import { ChoiceRow } from '../media/choice-row';
import { roomRecording as text } from '../text/rooms.en';
import type { RecordingForm } from './room-form';
import { RoomSwitch } from './room-switch';

const switches = ['startsByItself', 'recordsAlong', 'forParticipants'] as const;

/** What a room says of recordings of its meetings. */
@Component({
  selector: 'parley-room-recording-fields',
  imports: [ChoiceRow, Field, FieldControl, RoomSwitch],
  template: `
    @for (one of switches; track one.key) {
      <parley-room-switch
        [label]="one.label"
        [hint]="one.hint"
        [isOn]="recording()[one.key]"
        (isOnChange)="turn(one.key, $event)"
      />
    }
    <parley-choice-row
      [label]="text.consent"
      [options]="rules"
      [chosen]="recording().consent"
      (picked)="set({ consent: $event })"
    />
    <ui-field [label]="text.days" [hint]="text.daysHint" [error]="daysProblem()">
      <input
        uiControl
        type="number"
        inputmode="numeric"
        min="1"
        [value]="recording().days"
        (valueChange)="set({ days: $event })"
      />
    </ui-field>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--space-4);
    }
  `,
})
export class RoomRecordingFields {
  readonly recording = model.required<RecordingForm>();
  readonly daysProblem = input('');
  protected readonly text = text;
  protected readonly switches = switches.map((key) => ({ key, ...text.switches[key] }));
  protected readonly rules = ConsentRule.options.map((id) => ({ id, name: text.rules[id] }));

  protected turn(key: (typeof switches)[number], isOn: boolean): void {
    this.set({ [key]: isOn });
  }

  protected set(change: Partial<RecordingForm>): void {
    this.recording.update((recording) => ({ ...recording, ...change }));
  }
}
