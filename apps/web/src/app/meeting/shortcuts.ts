import { Injectable } from '@angular/core';
import { RememberedSwitch } from '../api/remembered';

export const shortcutActions = [
  'microphone',
  'camera',
  'screen',
  'hand',
  'people',
  'chat',
  'files',
  'help',
] as const;
export type ShortcutAction = (typeof shortcutActions)[number];

/** The letters that hands know from other products (ux-conventions 5a), first the one that is shown. */
export const shortcutKeys: Readonly<Record<ShortcutAction, readonly string[]>> = {
  microphone: ['M'],
  camera: ['V'],
  screen: ['D', 'S'],
  hand: ['H'],
  people: ['P'],
  chat: ['C'],
  files: ['F'],
  help: ['?'],
};
/** Most people's fingers know these with Ctrl or Command; they work while typing and when single letters are off. */
const chords: Readonly<Record<string, ShortcutAction>> = { d: 'microphone', e: 'camera' };

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** What a key press asks for; null for everything that is not ours. */
export function actionOf(
  press: KeyPress,
  isTyping: boolean,
  areLettersOn: boolean,
): ShortcutAction | null {
  if (press.repeat || press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return chords[press.key.toLowerCase()] ?? null;
  if (isTyping || !areLettersOn) return null;
  const key = press.key.toUpperCase();
  return shortcutActions.find((action) => shortcutKeys[action].includes(key)) ?? null;
}

/** True where letters belong to what has the focus: text, lists that are searched by typing, open menus and dialogs. */
export function isTypingIn(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="menu"], [role="dialog"], [role="listbox"]') !==
      null
  );
}

const storageKey = 'parley.single-keys';

/** Whether single letters act; remembered on this device (WCAG 2.1.4 wants them to be switched off). */
@Injectable({ providedIn: 'root' })
export class ShortcutSetting extends RememberedSwitch {
  constructor() {
    super(storageKey);
  }
}
