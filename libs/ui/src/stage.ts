import { Directive, DOCUMENT, inject, type OnDestroy, type OnInit } from '@angular/core';

let stageCount = 0;

/**
 * Makes the whole page dark while its element is there, dialogs and menus included: they open beside the stage in the
 * document, so the class stands on the body. Lifetime: the element's.
 */
@Directive({ selector: '[uiStage]' })
export class Stage implements OnInit, OnDestroy {
  private readonly body = inject(DOCUMENT).body;

  ngOnInit(): void {
    stageCount += 1;
    this.body.classList.add('stage');
  }

  ngOnDestroy(): void {
    stageCount -= 1;
    if (stageCount === 0) this.body.classList.remove('stage');
  }
}
