import { Component, inject, input, type OnInit, signal } from '@angular/core';
import { Email, type RoomModerator } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { sentenceFor } from '../text/errors.en';
import { roomPeople as text } from '../text/room-links.en';
import { RoomLinksClient } from './room-links-client';

/** Who moderates a room at all times. What is done here holds at once, without saving. */
@Component({
  selector: 'parley-room-moderators',
  imports: [Button, Field, FieldControl, Notice],
  template: `
    <p class="soft">{{ text.hint }}</p>
    @if (submission.failure(); as failure) {
      <ui-notice role="alert" tone="danger">{{ sentenceFor(failure) }}</ui-notice>
    }
    @if (moderators().length > 0) {
      <ul [attr.aria-label]="text.heading">
        @for (one of moderators(); track one.accountId) {
          <li>
            <span class="who" dir="auto">
              {{ one.name }}<span class="soft">{{ one.email }}</span>
            </span>
            <button
              type="button"
              uiButton
              kind="quiet"
              small
              [attr.aria-label]="text.removeOne(one.name)"
              (click)="remove(one)"
            >
              {{ text.remove }}
            </button>
          </li>
        }
      </ul>
    }
    <div class="add">
      <ui-field [label]="text.email" [error]="problem()">
        <input
          uiControl
          type="email"
          autocomplete="off"
          [(value)]="email"
          (keydown.enter)="add($event)"
        />
      </ui-field>
      <button type="button" uiButton (click)="add($event)">{{ text.add }}</button>
    </div>
  `,
  styleUrl: './room-people.css',
})
export class RoomModerators implements OnInit {
  readonly roomId = input.required<string>();
  readonly #client = inject(RoomLinksClient);
  protected readonly text = text;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly moderators = signal<readonly RoomModerator[]>([]);
  protected readonly email = signal('');
  protected readonly problem = signal('');

  ngOnInit(): void {
    void this.submission.run(async () =>
      this.moderators.set(await this.#client.moderators(this.roomId())),
    );
  }

  /** Enter in the field adds, and does not save the dialog around it. */
  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const email = Email.safeParse(this.email());
    this.problem.set(email.success ? '' : text.emailWrong);
    if (!email.success) return;
    await this.submission.run(async () => {
      const added = await this.#client.addModerator(this.roomId(), email.data);
      this.moderators.update((all) => [
        ...all.filter(({ accountId }) => accountId !== added.accountId),
        added,
      ]);
      this.email.set('');
    });
  }

  protected async remove({ accountId }: RoomModerator): Promise<void> {
    await this.submission.run(async () => {
      await this.#client.removeModerator(this.roomId(), accountId);
      this.moderators.update((all) => all.filter((one) => one.accountId !== accountId));
    });
  }
}
