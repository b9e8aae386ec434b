import {
  Component,
  computed,
  effect,
  inject,
  linkedSignal,
  signal,
  untracked,
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
  readonly #wasConnected = signal(false);
  /** What is in the box for their code; empty again with every step, and not with a mistake. */
  protected readonly pasted = linkedSignal<string, string>({
    source: () => this.link.step().kind,
    computation: (kind, before) => (before?.source === kind ? before.value : ''),
  });
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
    effect(() => {
      if (this.link.step().kind === 'connected') untracked(() => this.#wasConnected.set(true));
    });
  }

  protected copy(code: string): void {
    void this.#copier.copy(code, text.copied);
  }

  protected use(event: Event): void {
    event.preventDefault();
    void this.link.takeCode(this.pasted());
  }
}
