import type { ConnectionCodeProblem } from '@parley/mesh';

export type CodeProblem = ConnectionCodeProblem;

/** Words of the page that connects two browsers by codes. English is the source language. */
export const direct = {
  heading: 'Send files without a room',
  intro:
    'Two people, one code each way, no account. Neither the codes nor a byte of the files go through this server.',
  beginHeading: 'Begin here',
  beginText: 'You get a code for the other person. They paste it on this same page.',
  makeCode: 'Make a code',
  making: 'Making the code …',
  haveHeading: 'You were given a code?',
  theirCode: 'Code from the other person',
  useCode: 'Use this code',
  ownCode: 'Your code',
  copyCode: 'Copy code',
  copied: 'Code copied',
  giveCode: 'Give it to the other person, by chat or mail: it has your addresses and is good once.',
  answerBack: 'They get a code back for you. Keep this page open meanwhile.',
  theirAnswer: 'Code that came back',
  connect: 'Connect',
  giveAnswer: 'Give this code back. You are connected as soon as it is pasted there.',
  waiting: 'Waiting for the other person …',
  connected: 'Connected, encrypted from browser to browser',
  interrupted: 'Connection interrupted, waiting …',
  lostHeading: 'The connection is gone',
  lostText:
    'The other page was closed, or no path was found. Make new codes to go on: what has come stays, as long as this page is open.',
  disconnect: 'Disconnect',
  startOver: 'Start over',
  files: 'Files',
  you: 'You',
  other: 'the other person',
  noStun: 'This site names no STUN server: codes connect browsers within one network.',
  stun: (servers: readonly string[]) =>
    `To be found from other networks, this page asks ${servers.join(', ')} for its own address. There is no relay here: where both networks allow no direct path, use a room.`,
} as const;

export const codeProblems: Readonly<Record<CodeProblem, string>> = {
  'code-empty': 'Paste the code first.',
  'code-foreign': 'This is no connection code. It is one long word that begins with A or B.',
  'code-damaged': 'Something of this code is missing or was changed on the way. Copy all of it.',
  'code-own': 'This is your own code. Paste the one that came back from the other person.',
  'code-of-other-kind':
    'This code belongs in the other place: one that begins with A begins a connection, one with B answers it.',
  'code-of-another': 'This answers another code than yours. Make sure that both are the newest.',
};
