import { type Happening, usualLiberties } from '@parley/contract';
import { byHanna, ids, nothingOn, participant } from '../testing/meeting-builders';
import { moderationNews } from './moderation-news.en';

const on = { ...nothingOn, microphone: true, camera: true };
const before = {
  participants: [participant(ids.hanna), participant(ids.ann, { publications: on })],
  liberties: usualLiberties,
};
const ann = { participantId: ids.ann, by: byHanna } as const;

describe('what moderators did, told to everybody', () => {
  it.each<[string | null, Happening]>([
    ['Hanna muted everyone', { type: 'moderation:everyone-muted', by: byHanna }],
    [
      'Hanna muted everyone but Ann',
      { type: 'moderation:everyone-muted', by: byHanna, except: [ids.ann] },
    ],
    ['Hanna lowered all hands', { type: 'moderation:all-hands-lowered', by: byHanna }],
    [
      'Hanna switched the lobby on',
      { type: 'moderation:lobby-changed', hasLobby: true, by: byHanna },
    ],
    [
      'Hanna allows Mallory to come again',
      { type: 'moderation:person-allowed-again', name: 'Mallory', by: byHanna },
    ],
    [
      'Hanna lets participants record and no longer lets participants unmute',
      {
        type: 'moderation:liberties-changed',
        liberties: { ...usualLiberties, unmute: false, record: true },
        by: byHanna,
      },
    ],
    [
      'The room no longer lets participants write in the chat',
      {
        type: 'moderation:liberties-changed',
        liberties: { ...usualLiberties, 'send-chat': false },
        by: null,
      },
    ],
    [
      'Hanna no longer lets Ann unmute and share files',
      { type: 'moderation:withheld-changed', withheld: ['unmute', 'share-files'], ...ann },
    ],
    [
      'Ann is Anna now',
      { type: 'meetings:profile-changed', participantId: ids.ann, name: 'Anna', pictureId: null },
    ],
    ['Hanna made Ann a moderator', { type: 'moderation:role-changed', role: 'moderator', ...ann }],
    [
      'Hanna muted Ann',
      {
        type: 'meetings:publications-changed',
        publications: { ...on, microphone: false },
        ...ann,
      },
    ],
    [null, { type: 'meetings:publications-changed', publications: nothingOn, ...ann, by: null }],
  ])('%s', (news, happening) => {
    expect(moderationNews(happening, before)).toBe(news);
  });

  it('tells once, not for each, what goes off because nobody may', () => {
    const held = { ...before, liberties: { ...usualLiberties, unmute: false } };
    const publications = { ...on, microphone: false };
    const muted: Happening = { type: 'meetings:publications-changed', publications, ...ann };
    expect(moderationNews(muted, held)).toBeNull();
  });
});
