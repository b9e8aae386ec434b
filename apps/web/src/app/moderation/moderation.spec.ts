import { TestBed } from '@angular/core/testing';
import { ParleyFailure } from '../api/parley-failure';
import { MeetingClient } from '../meeting/connection/meeting-client';
import { Confirmation } from '../shell/confirmation';
import { Toasts } from '../shell/toasts';
import { ids } from '../testing/meeting-builders';
import { Moderation } from './moderation';

const ann = { id: ids.ann, name: 'Ann' };

function create({ isMeant = true } = {}) {
  const request = jest.fn(() => Promise.resolve(null as unknown));
  const ask = jest.fn((_: { heading: string; text: string; action: string }) =>
    Promise.resolve(isMeant),
  );
  TestBed.configureTestingModule({
    providers: [
      Moderation,
      { provide: MeetingClient, useValue: { request } },
      { provide: Confirmation, useValue: { ask } },
    ],
  });
  const said = () =>
    TestBed.inject(Toasts)
      .shown()
      .map(({ text }) => text);
  return { moderation: TestBed.inject(Moderation), request, ask, said };
}

describe('what moderators do', () => {
  const one = { participantId: ids.ann };
  it.each([
    ['mute', (it: Moderation) => it.mute(ann), 'mute-participant', one],
    ['mute everyone', (it: Moderation) => it.muteEveryone(), 'mute-everyone', {}],
    [
      'hold the floor',
      (it: Moderation) => it.holdTheFloor(),
      'mute-everyone',
      { mayUnmute: false },
    ],
    [
      'mute everyone else',
      (it: Moderation) => it.muteEveryone(ann),
      'mute-everyone',
      { except: [ids.ann] },
    ],
    [
      'hold the floor for one',
      (it: Moderation) => it.holdTheFloor(ann),
      'mute-everyone',
      { mayUnmute: false, except: [ids.ann] },
    ],
    ['ask to unmute', (it: Moderation) => it.askToUnmute(ann), 'ask-to-unmute', one],
    [
      'take chat from one',
      (it: Moderation) => it.setLiberty(ann, 'send-chat', false),
      'withhold',
      { ...one, liberties: ['send-chat'] },
    ],
    [
      'allow one to unmute',
      (it: Moderation) => it.setLiberty(ann, 'unmute', true),
      'grant',
      { ...one, liberties: ['unmute'] },
    ],
    ['lower all hands', (it: Moderation) => it.lowerAllHands(), 'lower-all-hands', {}],
    [
      'let the meeting go on',
      (it: Moderation) => it.suspend(false),
      'suspend-everything',
      {
        isSuspended: false,
      },
    ],
    ['stop a camera', (it: Moderation) => it.stopCamera(ann), 'stop-camera', one],
    ['stop a screen', (it: Moderation) => it.stopSharing(ann), 'stop-screen-share', one],
    ['lower a hand', (it: Moderation) => it.lowerHand(ann), 'lower-hand', one],
    [
      'make a moderator',
      (it: Moderation) => it.setModerator(ann, true),
      'set-role',
      { ...one, role: 'moderator' },
    ],
    [
      'unmake a moderator',
      (it: Moderation) => it.setModerator(ann, false),
      'set-role',
      { ...one, role: 'participant' },
    ],
    ['lock', (it: Moderation) => it.setLock(true), 'set-lock', { isLocked: true }],
    ['open the lobby', (it: Moderation) => it.setLobby(true), 'set-lobby', { hasLobby: true }],
    ['admit', (it: Moderation) => it.admit(ids.ann), 'admit', one],
    ['admit everyone', (it: Moderation) => it.admitEveryone(), 'admit', { participantId: null }],
    ['hold', (it: Moderation) => it.hold(ids.ann, true), 'hold', { ...one, isHeld: true }],
    ['deny', (it: Moderation) => it.deny(ids.ann), 'deny', one],
  ])('%s at once', async (_, act, event, payload) => {
    const { moderation, request, ask } = create();
    await act(moderation);
    expect(request.mock.calls).toEqual([[`moderation:${event}`, payload]]);
    expect(ask).not.toHaveBeenCalled();
  });

  it('asks once more before it removes, with the name and what follows', async () => {
    const { moderation, request, ask } = create();
    await moderation.remove(ann, true);
    expect(ask.mock.calls[0]?.[0]).toMatchObject({
      heading: 'Remove and block Ann?',
      action: 'Remove',
    });
    expect(ask.mock.calls[0]?.[0].text).toMatch(/cannot come back/);
    expect(request.mock.calls).toEqual([
      ['moderation:remove-participant', { participantId: ids.ann, block: true }],
    ]);
  });

  it('asks once more before everything stops and before somebody goes to the lobby', async () => {
    const { moderation, request, ask } = create();
    await moderation.suspend(true);
    await moderation.sendToLobby(ann);
    expect(ask.mock.calls.map(([{ heading }]) => heading)).toEqual([
      'Suspend everything?',
      'Put Ann back into the lobby?',
    ]);
    expect(request.mock.calls).toEqual([
      ['moderation:suspend-everything', { isSuspended: true }],
      ['moderation:send-to-lobby', { participantId: ids.ann }],
    ]);
  });

  it('offers to take the invitation back by which somebody came who is blocked', async () => {
    const { moderation, request, ask } = create();
    await moderation.remove({ ...ann, isInvited: true }, true);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(request.mock.calls).toEqual([
      [
        'moderation:remove-participant',
        { participantId: ids.ann, block: true, takesInvitationBack: true },
      ],
    ]);
  });

  it('removes nobody when it was not meant', async () => {
    const { moderation, request } = create({ isMeant: false });
    await moderation.remove(ann, false);
    expect(request).not.toHaveBeenCalled();
  });

  it('says a refusal in words', async () => {
    const { moderation, request, said } = create();
    const failure = { code: 'last-host', message: 'for engineers' } as const;
    request.mockRejectedValue(ParleyFailure.refused(failure));
    await moderation.setModerator(ann, false);
    expect(said()).toEqual(['There must be at least one moderator in the meeting.']);
  });
});
