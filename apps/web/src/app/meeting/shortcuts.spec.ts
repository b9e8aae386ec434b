import { actionOf, isTypingIn } from './shortcuts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...more,
});

describe('actionOf', () => {
  it.each([
    ['m', 'microphone'],
    ['V', 'camera'],
    ['s', 'screen'],
    ['d', 'screen'],
    ['?', 'help'],
    ['x', null],
  ])('reads %s as %s', (key, action) => {
    expect(actionOf(press(key), false, true)).toBe(action);
  });

  it('leaves letters alone while somebody types, holds a key down, or has them switched off', () => {
    expect(actionOf(press('m'), true, true)).toBeNull();
    expect(actionOf(press('m', { repeat: true }), false, true)).toBeNull();
    expect(actionOf(press('m'), false, false)).toBeNull();
  });

  it('takes Ctrl+D and Command+E everywhere', () => {
    expect(actionOf(press('d', { ctrlKey: true }), true, false)).toBe('microphone');
    expect(actionOf(press('e', { metaKey: true }), true, true)).toBe('camera');
    expect(actionOf(press('m', { ctrlKey: true }), false, true)).toBeNull();
  });
});

describe('isTypingIn', () => {
  it('knows fields and menus from buttons', () => {
    const menu = document.createElement('div');
    menu.setAttribute('role', 'menu');
    const item = menu.appendChild(document.createElement('button'));
    expect(isTypingIn(document.createElement('textarea'))).toBe(true);
    expect(isTypingIn(item)).toBe(true);
    expect(isTypingIn(document.createElement('button'))).toBe(false);
    expect(isTypingIn(null)).toBe(false);
  });
});
