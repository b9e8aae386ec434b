import { type PlayerKey, playerActOf } from './player-keys';

const press = (key: string, more: Partial<PlayerKey> = {}): PlayerKey => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false },
  ...more,
});

function within(parent: Element, tag: string, [name, value]: readonly string[] = []): Element {
  const element = document.createElement(tag);
  if (name !== undefined) element.setAttribute(name, value ?? '');
  parent.append(element);
  return element;
}

describe('the keys of the player', () => {
  const player = within(document.body, 'div');
  const places = {
    player,
    mute: within(player, 'button'),
    bar: within(player, 'input', ['data-time', '']),
    heading: within(document.body, 'h1'),
    search: within(document.body, 'input'),
    rename: within(document.body, 'button'),
    tab: within(within(document.body, 'div', ['role', 'tablist']), 'button'),
  };
  const act = (key: PlayerKey, place: keyof typeof places) =>
    playerActOf(key, places[place], player);

  it.each([
    [' ', { kind: 'toggle' }],
    ['k', { kind: 'toggle' }],
    ['K', { kind: 'toggle' }],
    ['ArrowLeft', { kind: 'skip', byMs: -5_000 }],
    ['ArrowRight', { kind: 'skip', byMs: 5_000 }],
    ['j', { kind: 'skip', byMs: -10_000 }],
    ['l', { kind: 'skip', byMs: 10_000 }],
    ['<', { kind: 'speed', by: -1 }],
    ['>', { kind: 'speed', by: 1 }],
  ])('act within it: %j', (key, wanted) => {
    expect(act(press(key), 'player')).toEqual(wanted);
    expect(act(press(key), 'bar')).toEqual(wanted);
  });

  it('leave letters and signs alone outside of it, and take space and arrows', () => {
    expect(['k', 'j', '<'].map((key) => act(press(key), 'heading'))).toEqual([null, null, null]);
    expect(act(press(' '), 'heading')).toEqual({ kind: 'toggle' });
    expect(act(press('ArrowLeft'), 'heading')).toEqual({ kind: 'skip', byMs: -5_000 });
  });

  it('leave every control the keys it uses itself', () => {
    expect(act(press(' '), 'mute')).toBeNull();
    expect(act(press(' '), 'rename')).toBeNull();
    expect(act(press(' '), 'search')).toBeNull();
    expect(act(press('ArrowLeft'), 'search')).toBeNull();
    expect(act(press('ArrowLeft'), 'tab')).toBeNull();
    expect(act(press('j'), 'mute')).toEqual({ kind: 'skip', byMs: -10_000 });
  });

  it('leave chords to the browser', () => {
    expect(act(press('l', { ctrlKey: true }), 'player')).toBeNull();
    expect(act(press('ArrowLeft', { altKey: true }), 'player')).toBeNull();
    expect(act(press('k', { metaKey: true }), 'player')).toBeNull();
  });
});
