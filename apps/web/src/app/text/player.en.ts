import { clockTime } from './amounts.en';

/** What happened in the meeting, in the words of a chapter. */
const chapters = {
  joined: (name: string) => `${name} joined`,
  left: (name: string) => `${name} left`,
  shared: (name: string) => `${name} shared a screen`,
  unshared: (name: string) => `${name} stopped sharing`,
  spoke: (name: string) => `${name} spoke`,
} as const;

export const player = {
  player: 'Player',
  controls: 'Player controls',
  play: 'Play',
  pause: 'Pause',
  time: 'Time',
  timeOf: (positionMs: number, durationMs: number) =>
    `${clockTime(positionMs)} of ${clockTime(durationMs)}`,
  soundOff: 'Turn sound off',
  soundOn: 'Turn sound on',
  volume: 'Volume',
  speed: 'Speed',
  times: (speed: number) => `${speed}×`,
  speedNow: (speed: number) => `Speed ${speed}×`,
  fullScreen: 'Full screen',
  leaveFullScreen: 'Leave full screen',
  downloadMp4: 'Download MP4',
  makingMp4: 'Making the MP4…',
  preparing: 'This browser needs the recording as MP4, which is being made.',
  broken: 'This browser cannot play the recording. Download it instead.',
  brokenHere: 'This browser cannot play the recording. Try another one.',
  keys: [
    { keys: ['Space', 'K'], words: 'play or pause' },
    { keys: ['←', '→'], words: '5 seconds' },
    { keys: ['J', 'L'], words: '10 seconds' },
    { keys: ['<', '>'], words: 'speed' },
  ],
  moments: 'Moments',
  chapters: 'Chapters',
  chat: 'Chat',
  chapter: (kind: keyof typeof chapters, name: string) => chapters[kind](name),
} as const;
