import { Component } from '@angular/core';
import { PeopleList } from './people-list';

/** Everyone in the meeting. Its code comes when it is first opened, so that nobody waits for it on joining. */
@Component({
  selector: 'parley-people-panel',
  imports: [PeopleList],
  template: `
    @defer (on immediate; prefetch on idle) {
      <parley-people-list />
    }
  `,
  styles: `
    :host {
      display: block;
      min-height: 0;
      height: 100%;
    }
  `,
})
export class PeoplePanel {}
