import type { ChatMessage } from '@parley/contract';
import type { SharedFile } from '../files/shared-file';

/** One entry of the conversation: something written, or a file. */
export interface ConversationItem {
  readonly id: string;
  readonly at: string;
  readonly message: ChatMessage | null;
  readonly file: SharedFile | null;
}

/** What was written and what was shared, in the order of the server's moments. Both lists come oldest first. */
export function conversationOf(
  messages: readonly ChatMessage[],
  files: readonly SharedFile[],
): readonly ConversationItem[] {
  const written = messages.map((message) => ({
    ...{ id: message.id, at: message.sentAt, message, file: null },
  }));
  const shared = files.map((file) => ({
    ...{ id: file.share.id, at: file.share.announcedAt, message: null, file },
  }));
  // Sorting keeps the order of what has the same moment, so the messages stay as the server put them.
  return [...written, ...shared].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
