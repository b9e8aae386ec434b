import { booleanAttribute, Component, computed, input } from '@angular/core';
import { Icon, type IconName } from '@parley/ui';

/** One control of the bar: icon with its word below on a wide screen, with the word and the key in a tooltip always. */
@Component({
  // An attribute, so that the bar holds real buttons.
  selector: 'button[parleyControl]',
  imports: [Icon],
  host: {
    type: 'button',
    '[attr.aria-label]': 'label()',
    '[attr.title]': 'hint()',
    '[class.off]': 'isOff()',
    '[class.on]': 'isOn()',
    '[class.live]': 'isLive()',
  },
  template: `
    <ui-icon [name]="icon()" [size]="22" />
    <span class="word" aria-hidden="true">{{ word() || label() }}</span>
    @if (badge() > 0) {
      <span class="badge" aria-hidden="true">{{ badge() }}</span>
    }
  `,
  styleUrl: './control-button.css',
})
export class ControlButton {
  readonly icon = input.required<IconName>();
  /** The accessible name: a public interface (ui-vocabulary). */
  readonly label = input.required<string>();
  /** A shorter word to show, where the name is long for a phone. */
  readonly word = input('');
  readonly key = input('');
  readonly badge = input(0);
  /** What the number means, for who cannot see it. */
  readonly badgeText = input('');
  readonly isOff = input(false, { transform: booleanAttribute });
  readonly isOn = input(false, { transform: booleanAttribute });
  readonly isLive = input(false, { transform: booleanAttribute });
  protected readonly hint = computed(() => {
    const key = this.key() === '' ? '' : ` (${this.key()})`;
    return this.badge() > 0 ? `${this.label()}${key}: ${this.badgeText()}` : this.label() + key;
  });
}
