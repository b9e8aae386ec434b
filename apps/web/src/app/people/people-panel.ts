import { Component } from '@angular/core';
import { PeopleList } from './people-list';

/** Everyone in the meeting. Its code comes after joining, so that nobody waits for it. */
@Component({
  selector: 'parley-people-panel',
  imports: [PeopleList],
  template: `
    @defer (on immediate) {
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
