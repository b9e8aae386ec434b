import { Component, computed, input } from '@angular/core';
import { partsOfName } from './name-parts';

/** A file's name that hides nothing: other directions stay within it, and its ending stands last, whole, on one line. */
@Component({
  selector: 'parley-file-name',
  host: { dir: 'ltr', '[attr.title]': 'parts().hidden ? name() : null' },
  // Without a space between the parts: there is none in the name.
  template: `<bdi
      ><span>{{ parts().start }}</span
      ><span [class.cut]="parts().hidden"
        ><span class="hidden">{{ parts().hidden }}</span></span
      ><span>{{ parts().end }}</span></bdi
    ><bdi class="ending" dir="ltr">{{ parts().ending }}</bdi>`,
  styles: `
    :host {
      overflow-wrap: anywhere;
    }
    .cut::before {
      content: '…';
    }
    /* Nothing to see, and yet a part of the same word for who listens or copies. */
    .hidden {
      font-size: 0;
    }
    .ending {
      white-space: nowrap;
    }
  `,
})
export class FileName {
  readonly name = input.required<string>();
  protected readonly parts = computed(() => partsOfName(this.name()));
}
