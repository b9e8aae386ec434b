import type { Participant } from '@parley/contract';
import { nothingPublished } from './meeting-state';
import { type TileInput, tilesOf } from './tiles';

const track = { id: 'track' } as MediaStreamTrack;
const nothingLocal = {
  microphone: null,
  camera: null,
  screen_share: null,
  screen_share_audio: null,
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

function tiles(change: Partial<TileInput>) {
  return tilesOf({
    participants: [hanna, ann],
    selfId: 'ann',
    local: nothingLocal,
    remote: new Map(),
    peers: new Map([['hanna', 'connected']]),
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

  it.each([
    ['connected', true, 'good'],
    ['connected', false, 'reconnecting'],
    ['reconnecting', true, 'reconnecting'],
    ['failed', true, 'poor'],
    ['connecting', true, 'connecting'],
  ] as const)('calls a peer that is %s (socket: %s) %s', (peer, isConnected, link) => {
    const participants = [{ ...hanna, isConnected }, ann];
    expect(tiles({ participants, peers: new Map([['hanna', peer]]) }).at(1)?.link).toBe(link);
  });
});
