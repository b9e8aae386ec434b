import type { ChatMessage } from '@parley/contract';
import type { SharedFile } from '../files/shared-file';
import { share, shared } from '../../testing/files-screen';
import { ids } from '../testing/meeting-builders';
import { conversationOf } from './conversation';

jest.mock('../files/files-store', () => ({ FilesStore: class FilesStore {} }));

const moment = (minute: number) => `2026-01-01T10:0${minute}:00.000Z`;
const said = (id: string, minute: number): ChatMessage => ({
  ...{ id, from: ids.hanna, fromName: 'Hanna', text: 'hello', sentAt: moment(minute) },
});
const file = (id: string, minute: number): SharedFile =>
  shared({}, { share: share({ id, announcedAt: moment(minute) }) });
const idsOf = (messages: readonly ChatMessage[], files: readonly SharedFile[]) =>
  conversationOf(messages, files).map(({ id }) => id);

describe('the conversation', () => {
  it('has files among the messages, in the order of their moments', () => {
    const messages = [said('a', 1), said('b', 3)];
    expect(idsOf(messages, [file('x', 0), file('y', 2)])).toEqual(['x', 'a', 'y', 'b']);
  });

  it('leaves the order of what has the same moment as the server put it', () => {
    expect(idsOf([said('b', 1), said('a', 1)], [file('x', 1)])).toEqual(['b', 'a', 'x']);
  });
});
