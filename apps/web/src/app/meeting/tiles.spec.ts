import type { Participant } from '@parley/contract';
import type { LinkCondition } from './bandwidth/link-condition';
import { nothingPublished } from './publications';
import { type TileInput, tilesOf } from './tiles';

const track = { id: 'track' } as MediaStreamTrack;
const nothingLocal = {
  microphone: null,
  camera: null,
  screen_share: null,
  screen_share_audio: null,
  second_screen_share: null,
  second_screen_share_audio: null,
};
const hanna = person('hanna', '2026-01-01T10:00:00.000Z');
const ann = person('ann', '2026-01-01T10:01:00.000Z');

function person(
  id: string,
  joinedAt: string,
  on: Partial<Participant['publications']> = {},
): Participant {
  return {
    id,
    name: id,
    role: 'participant',
    pageId: id,
    publications: { ...nothingPublished, ...on },
    isHandRaised: false,
    isConnected: true,
    joinedAt,
  };
}

function link(change: Partial<LinkCondition>): LinkCondition {
  return {
    state: 'connected',
    wasConnected: true,
    quality: 'good',
    isVideoPaused: false,
    isSendingPaused: false,
    ...change,
  };
}

function tiles(change: Partial<TileInput>) {
  return tilesOf({
    participants: [hanna, ann],
    selfId: 'ann',
    local: nothingLocal,
    remote: new Map(),
    links: new Map([['hanna', link({})]]),
    isAudioOnly: false,
    hasRelay: true,
    ...change,
  });
}

describe('tilesOf', () => {
  it('gives everyone a tile at once, with a name and no picture', () => {
    expect(tiles({}).map(({ label, track: shown }) => [label, shown])).toEqual([
      ['ann (you)', null],
      ['hanna', null],
    ]);
  });

  it('shows a remote camera when it is announced and its frames come', () => {
    const announced = person('hanna', hanna.joinedAt, { camera: true });
    const remote = new Map([['hanna', { camera: track }]]);
    expect(tiles({ participants: [announced, ann], remote }).at(1)?.track).toBe(track);
  });

  it('refuses a picture that is not announced, as from somebody whose camera was stopped', () => {
    const remote = new Map([['hanna', { camera: track }]]);
    expect(tiles({ remote }).at(1)?.track).toBeNull();
  });

  it('adds a tile for each shared screen, before the people', () => {
    const sharing = person('hanna', hanna.joinedAt, { screen_share: true });
    const all = tiles({
      participants: [sharing, ann],
      local: { ...nothingLocal, screen_share: track },
    });
    expect(all.map(({ label }) => label)).toEqual([
      'ann (screen)',
      'hanna (screen)',
      'ann (you)',
      'hanna',
    ]);
  });

  it('has a sound of its own for each voice and each screen that sounds, and none for oneself', () => {
    const sharing = person('hanna', hanna.joinedAt, {
      screen_share: true,
      screen_share_audio: true,
      second_screen_share: true,
    });
    expect(tiles({ participants: [sharing, ann] }).map(({ soundKey }) => soundKey)).toEqual([
      'hanna/screen_share_audio',
      null,
      null,
      'hanna/microphone',
    ]);
  });

  it.each([
    [link({}), true, 'good'],
    [link({}), false, 'reconnecting'],
    [link({ quality: 'poor' }), true, 'poor'],
    [link({ state: 'reconnecting', quality: 'poor' }), true, 'reconnecting'],
    [link({ state: 'failed' }), true, 'poor'],
    [link({ state: 'failed', wasConnected: false }), true, 'no-path'],
    [link({ state: 'connecting', wasConnected: false }), true, 'connecting'],
  ] as const)('calls %j (socket: %s) %s', (condition, isConnected, shown) => {
    const participants = [{ ...hanna, isConnected }, ann];
    const links = new Map([['hanna', condition]]);
    expect(tiles({ participants, links }).at(1)?.link).toBe(shown);
  });

  it('tells two screens of one person apart, and keeps the names of those that stay', () => {
    const both = person('hanna', hanna.joinedAt, { screen_share: true, second_screen_share: true });
    const second = { ...both, publications: { ...both.publications, screen_share: false } };
    const remote = new Map([['hanna', { second_screen_share: track }]]);
    const screensOf = (one: Participant) =>
      tiles({ participants: [one, ann], remote })
        .filter(({ isScreen }) => isScreen)
        .map(({ label, key, track: picture }) => [label, key, picture]);
    expect(screensOf(both)).toEqual([
      ['hanna (screen)', 'hanna/screen_share', null],
      ['hanna (screen 2)', 'hanna/second_screen_share', track],
    ]);
    expect(screensOf(second)).toEqual([['hanna (screen 2)', 'hanna/second_screen_share', track]]);
  });

  it('says of a path that never was whether a relay was tried', () => {
    const links = new Map([['hanna', link({ state: 'failed', wasConnected: false })]]);
    expect(tiles({ links, hasRelay: false }).at(1)?.link).toBe('no-relay');
    const broken = new Map([['hanna', link({ state: 'failed' })]]);
    expect(tiles({ links: broken, hasRelay: false }).at(1)?.link).toBe('poor');
  });

  it('calls a video paused only where one is announced and wanted', () => {
    const announced = person('hanna', hanna.joinedAt, { camera: true });
    const links = new Map([['hanna', link({ isVideoPaused: true })]]);
    const isPaused = (change: Partial<TileInput>) =>
      tiles({ links, ...change }).at(1)?.isVideoPaused;
    expect(isPaused({ participants: [announced, ann] })).toBe(true);
    expect(isPaused({ participants: [announced, ann], isAudioOnly: true })).toBe(false);
    expect(isPaused({})).toBe(false);
  });

  it('shows the own picture only, in audio-only mode', () => {
    const announced = person('hanna', hanna.joinedAt, { camera: true, screen_share: true });
    const shown = tiles({
      participants: [announced, ann],
      remote: new Map([['hanna', { camera: track, screen_share: track }]]),
      local: { ...nothingLocal, camera: track },
      isAudioOnly: true,
    });
    expect(shown.map(({ label, track: picture }) => [label, picture])).toEqual([
      ['hanna (screen)', null],
      ['ann (you)', track],
      ['hanna', null],
    ]);
  });
});
