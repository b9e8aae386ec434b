import {
  afterNextRender,
  Component,
  computed,
  DOCUMENT,
  effect,
  ElementRef,
  inject,
  Injector,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { Button, Field, FieldControl, Icon, Notice } from '@parley/ui';
import { LinkCopier } from '../shell/link-copier';
import { PageFrame } from '../shell/page-frame';
import { PageHeading } from '../shell/page-heading';
import { codeProblems, direct as text } from '../text/direct.en';
import { DirectFiles } from './direct-files';
import { DirectLink } from './direct-link';

/** `/direct`: two browsers connect by codes and exchange files. For anybody; the server gives this page and nothing more. */
@Component({
  selector: 'parley-direct-page',
  imports: [Button, DirectFiles, Field, FieldControl, Icon, Notice, PageFrame, PageHeading],
  providers: [DirectLink],
  templateUrl: './direct-page.html',
  styleUrl: './direct-page.css',
})
export class DirectPage {
  protected readonly text = text;
  protected readonly link = inject(DirectLink);
  readonly #copier = inject(LinkCopier);
  readonly #page = inject(DOCUMENT);
  private readonly beginning = viewChild<unknown, ElementRef<HTMLElement>>('beginning', {
    read: ElementRef,
  });
  readonly #wasConnected = signal(false);
  #wasDrawn = false;
  readonly #step = computed(() => this.link.step().kind);
  /** What is in the box for their code: stays there after a mistake, and not once it is used. */
  protected readonly pasted = signal('');
  /** From the first connection on, the files stay. */
  protected readonly wasConnected = this.#wasConnected.asReadonly();
  protected readonly problem = computed(() => {
    const problem = this.link.problem();
    return problem === null ? '' : codeProblems[problem];
  });
  protected readonly wayText = computed(() => {
    const servers = this.link.stunServers();
    if (servers === null) return '';
    return servers.length === 0 ? text.noStun : text.stun(servers);
  });

  constructor() {
    const injector = inject(Injector);
    effect(() => {
      const step = this.#step();
      if (step === 'connected') untracked(() => this.#wasConnected.set(true));
      if (!['start', 'lost'].includes(step)) untracked(() => this.pasted.set(''));
      afterNextRender({ read: () => this.#keepFocus() }, { injector });
    });
  }

  /** The control that was pressed is gone with its step: where the next one begins is the place to go on from. */
  #keepFocus(): void {
    const wasLost = this.#wasDrawn && this.#page.activeElement === this.#page.body;
    this.#wasDrawn = true;
    if (wasLost) this.beginning()?.nativeElement.focus();
  }

  protected copy(code: string): void {
    void this.#copier.copy(code, text.copied);
  }

  protected use(event: Event): void {
    event.preventDefault();
    void this.link.takeCode(this.pasted());
  }
}
