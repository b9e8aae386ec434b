import { Component } from '@angular/core';
import { SharedFiles } from './shared-files';

/** The files of the meeting. Their code comes when they are looked at, so that nobody waits for it while joining. */
@Component({
  selector: 'parley-files-panel',
  imports: [SharedFiles],
  template: `
    @defer (on immediate) {
      <parley-shared-files />
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
export class FilesPanel {}
