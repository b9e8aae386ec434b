import {
  ChangeDetectorRef,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { type Admission, DisplayName, type Door, type SeatInside } from '@parley/contract';
import { Button, Field, FieldControl, Notice } from '@parley/ui';
import { ParleyFailure } from '../api/parley-failure';
import { SessionStore } from '../auth/session-store';
import { door as text, refusalSentence, tooManyTries } from '../text/door.en';
import { sentenceFor } from '../text/errors.en';
import { joinLink, linkProblemSentence, requiredSentence } from '../text/join-link.en';
import { secondsTick } from '../meeting/seconds-tick';
import { ClosedDoor } from './closed-door';
import { GuestName } from './guest-name';
import { contractCode, type Refusal } from './room-store';
import { ScriptedJoin } from './scripted-join';

/** Name, password where one is needed, and the one button; above it why one was refused, in a sentence of its own. */
@Component({
  selector: 'parley-door-form',
  imports: [Button, ClosedDoor, Field, FieldControl, Notice],
  templateUrl: './door-form.html',
  styleUrl: './door-form.css',
})
export class DoorForm {
  readonly door = input.required<Door>();
  readonly refusal = input.required<Refusal | null>();
  readonly isAsking = input.required<boolean>();
  readonly asked = output<Admission>();
  /** A door that was shut until now may be open. */
  readonly due = output();

  protected readonly text = text;
  readonly #guestName = inject(GuestName);
  readonly #session = inject(SessionStore);
  readonly #now = secondsTick();
  readonly #script = inject(ScriptedJoin);
  readonly #changes = inject(ChangeDetectorRef);
  readonly #life = inject(DestroyRef);
  protected readonly name = signal(this.#script.link.name ?? this.#guestName.read());
  /** The field of the name was entered; from then on it is this person's. */
  protected wasEntered = false;
  protected readonly password = signal('');
  protected readonly nameError = signal('');

  /** What a stranger may know, each fact a sentence. */
  protected readonly facts = computed(() => {
    const { hasStarted, isRecording, hasLobby, isLocked, isFull, maxParticipants } = this.door();
    const { waitsForHost, mayBeRecorded } = this.door();
    if (this.isShut()) return hasStarted ? text.started : '';
    if (waitsForHost && !hasLobby) return text.hostMissing;
    return [
      hasStarted ? text.started : text.notStarted,
      ...(isRecording ? [text.recorded] : mayBeRecorded ? [text.mayBeRecorded] : []),
      ...(isLocked ? [text.locked] : []),
      ...(isFull && !isLocked ? [text.full(maxParticipants)] : []),
      ...(hasLobby && !isLocked ? [text.lobby] : []),
    ].join(' ');
  });

  /** Nothing that this person could type would let them in now. */
  protected readonly isShut = computed(() => {
    const { refusesGuests, needsInvitation, opensAt, isClosed } = this.door();
    return refusesGuests || needsInvitation || opensAt !== null || isClosed;
  });

  protected readonly secondsLeft = computed(() => {
    const retryAtMs = this.refusal()?.retryAtMs ?? null;
    return retryAtMs === null ? 0 : Math.max(0, Math.ceil((retryAtMs - this.#now()) / 1_000));
  });

  protected readonly refusalText = computed(() => {
    const failure = this.refusal()?.failure;
    if (!failure) return '';
    if (failure.code === 'too-many-tries') return tooManyTries(this.secondsLeft());
    const code = contractCode(failure);
    return (code && refusalSentence(code)) ?? sentenceFor(failure);
  });

  /** What the link says and cannot be followed. */
  protected readonly linkProblems = this.#script.link.problems.map(linkProblemSentence);

  /** What the link asks for before, or instead of, the click; empty for the usual link. */
  protected readonly linkText = computed(() => {
    const missing = this.#script.missing();
    if (missing.length > 0) return requiredSentence(missing);
    return this.#script.isUnconfirmed(this.door()) ? joinLink.automatic : '';
  });

  protected readonly isWaiting = computed(
    () => this.isAsking() || this.secondsLeft() > 0 || this.#script.missing().length > 0,
  );

  protected readonly submitLabel = computed(() => {
    if (this.isAsking()) return text.joining;
    return this.door().hasLobby ? text.askToJoin : text.join;
  });

  constructor() {
    void this.#prefill();
    // A wrong password is typed anew; everything else stays as it was.
    effect(() => {
      if (this.refusal()?.failure.code === 'room-password-wrong')
        untracked(() => this.password.set(''));
    });
    effect(() => {
      if (this.refusal() === null && !this.isShut() && this.#script.isDue(this.door()))
        untracked(() => this.#ask());
    });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.#ask();
  }

  /** The place of the other page, with its name: nothing is asked for. */
  protected takeOver({ participantId, name }: SeatInside): void {
    if (!this.isAsking()) this.asked.emit({ name, takeOver: participantId });
  }

  #ask(): void {
    const name = DisplayName.safeParse(this.name());
    this.nameError.set(name.success ? '' : text.nameNeeded);
    if (!name.success || this.isWaiting()) return;
    this.#script.noteAsked(this.door());
    const password = this.password();
    const { extra } = this.#script.link;
    this.asked.emit({
      name: name.data,
      ...(this.door().needsPassword && password !== '' && { password }),
      ...(extra && { extra }),
    });
  }

  /** The account's name, unless somebody is writing or has written one: a name that comes late mixes with no other. */
  async #prefill(): Promise<void> {
    if (!this.#session.mayBeSignedIn() || this.#script.link.name !== null) return;
    const account = await this.#session.load().catch((error: unknown) => {
      // Without an answer this person is a guest; joining will say if the server is really out of reach.
      console.warn('account unknown', ParleyFailure.from(error).code);
      return null;
    });
    if (!account || this.wasEntered || this.#life.destroyed) return;
    this.name.set(account.name);
    // At once: drawn a moment later, it would mix with what somebody types who stepped in meanwhile.
    this.#changes.detectChanges();
  }
}
