import { Component, computed, inject, input, type OnInit, signal } from '@angular/core';
import { type Invitation, MakeInvitation, type NewInvitation } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { Submission } from '../api/submission';
import { Confirmation } from '../shell/confirmation';
import { LinkCopier } from '../shell/link-copier';
import { sentenceFor } from '../text/errors.en';
import { invite as text } from '../text/room-links.en';
import { momentOfInput } from './local-input';
import { RoomLinksClient } from './room-links-client';

/** A room's invitation links: made, told once, counted, taken back. */
@Component({
  selector: 'parley-invitation-list',
  imports: [Button, Field, FieldControl, Notice],
  templateUrl: './invitation-list.html',
  styleUrl: './room-people.css',
})
export class InvitationList implements OnInit {
  readonly roomId = input.required<string>();
  readonly #client = inject(RoomLinksClient);
  readonly #confirmation = inject(Confirmation);
  readonly #copier = inject(LinkCopier);
  readonly #wasTried = signal(false);
  protected readonly text = text;
  protected readonly sentenceFor = sentenceFor;
  protected readonly submission = new Submission();
  protected readonly invitations = signal<readonly Invitation[]>([]);
  protected readonly made = signal<NewInvitation | null>(null);
  protected readonly label = signal('');
  protected readonly uses = signal('');
  protected readonly expires = signal('');

  readonly #wanted = computed(() => {
    const uses = this.uses().trim();
    return {
      label: this.label(),
      maxUses: uses === '' ? null : Number(uses),
      expiresAt: momentOfInput(this.expires()),
    };
  });
  readonly #wrong = computed(() => {
    const parsed = MakeInvitation.safeParse(this.#wanted());
    return this.#wasTried() ? (parsed.error?.issues.map(({ path }) => path[0]) ?? []) : [];
  });
  protected readonly labelError = computed(() =>
    this.#wrong().includes('label') ? text.labelWrong : '',
  );
  protected readonly usesError = computed(() =>
    this.#wrong().includes('maxUses') ? text.usesWrong : '',
  );

  ngOnInit(): void {
    void this.submission.run(async () =>
      this.invitations.set(await this.#client.invitations(this.roomId())),
    );
  }

  protected stateOf(invitation: Invitation): string {
    return text.state(invitation, Date.now());
  }

  protected async make(event: Event): Promise<void> {
    event.preventDefault();
    this.#wasTried.set(true);
    if (this.#wrong().length > 0) return;
    await this.submission.run(async () => {
      const made = await this.#client.makeInvitation(this.roomId(), this.#wanted());
      this.made.set(made);
      this.invitations.update((all) => [made, ...all]);
      for (const field of [this.label, this.uses, this.expires]) field.set('');
      this.#wasTried.set(false);
    });
  }

  protected copy(link: string): void {
    void this.#copier.copy(link);
  }

  protected async revoke({ id, label }: Invitation): Promise<void> {
    const isSure = await this.#confirmation.ask({
      heading: text.revokeHeading(label),
      text: text.revokeText,
      action: text.revoke,
    });
    if (!isSure) return;
    await this.submission.run(async () => {
      const revoked = await this.#client.revokeInvitation(this.roomId(), id, true);
      this.invitations.update((all) => all.map((one) => (one.id === id ? revoked : one)));
      if (this.made()?.id === id) this.made.set(null);
    });
  }
}
