/** The Chat panel. English is the source language. */
export const chat = {
  messages: 'Messages',
  message: 'Message',
  placeholder: 'Write to everyone',
  send: 'Send',
  you: 'You',
  sending: 'sending …',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  empty: 'No messages yet',
  emptyText: 'What you write reaches everyone in the meeting, and those who come later.',
  gone: 'Chat is kept while the meeting lasts, then it is gone.',
} as const;
