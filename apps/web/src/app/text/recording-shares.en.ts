import type { RecordingShare } from '@parley/contract';

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const opened = (count: number) => {
  if (count === 0) return 'Never opened';
  return count === 1 ? 'Opened once' : `Opened ${count} times`;
};

/** Links to one recording, as the owner makes and takes them back. */
export const shares = {
  heading: (title: string) => `Share “${title}”`,
  hint: 'Only who has a link sees this recording. A link can end, can ask for more, and can be taken back.',
  newLink: 'New link',
  label: 'For whom',
  labelPlaceholder: 'Press, the team, Ms Ito',
  labelWrong: 'Say for whom it is, so that you know it again.',
  expires: 'Works for',
  lifetimes: [
    { value: '1', words: 'One day' },
    { value: '7', words: 'One week' },
    { value: '30', words: '30 days' },
    { value: '', words: 'Until you revoke it' },
  ],
  password: 'Password',
  passwordHint: 'Nobody needs one if this is empty.',
  passwordWrong: 'This password is too long.',
  needsSignIn: 'Sign-in needed',
  needsSignInHint: 'Only people with an account here can open it.',
  allowsDownload: 'May download',
  allowsDownloadHint: 'The page offers the file as well.',
  make: 'Make link',
  made: (label: string) => `The link for “${label}”. It is shown only now: copy it.`,
  copyLink: 'Copy link',
  links: 'Links',
  revoke: 'Revoke',
  revokeOne: (label: string) => `Revoke ${label}`,
  revokeHeading: (label: string) => `Revoke the link for “${label}”?`,
  revokeText: 'Nobody can open the recording by it any more.',
  facts: (share: RecordingShare, nowMs: number) => {
    const { expiresAt, needsSignIn, hasPassword, allowsDownload, openedCount } = share;
    const isOver = expiresAt !== null && Date.parse(expiresAt) <= nowMs;
    return [
      opened(openedCount),
      expiresAt === null ? '' : `${isOver ? 'ended' : 'until'} ${date.format(new Date(expiresAt))}`,
      needsSignIn ? 'sign-in needed' : '',
      hasPassword ? 'password' : '',
      allowsDownload ? 'may download' : '',
    ]
      .filter((fact) => fact !== '')
      .join(', ');
  },
} as const;
