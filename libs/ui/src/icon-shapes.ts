/** A drawing on a grid of 24: `lines` are strokes, `dots` are filled. Both are SVG path data. */
export interface IconShape {
  readonly lines: string;
  readonly dots?: string;
}

const circle = (cx: number, cy: number, r: number) =>
  `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;

const box = (x: number, y: number, width: number, height: number, r: number) =>
  `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}` +
  `h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}Z`;

const microphone =
  'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3ZM19 11v1a7 7 0 0 1-14 0v-1M12 19v3';
const monitor = `${box(2.5, 4, 19, 13, 2.5)}M8 21h8`;

/** Every icon there is. Names are what the thing is, not where it is used. */
export const iconShapes = {
  mic: { lines: microphone },
  'mic-off': {
    lines:
      'M3 3l18 18M9 9v3a3 3 0 0 0 4.6 2.5M15 10.5V6a3 3 0 0 0-5.8-1M5 11v1a7 7 0 0 0 11 5.7M19 11v1c0 .8-.1 1.6-.4 2.3M12 19v3',
  },
  picture: { lines: `${box(3, 4.5, 18, 15, 3)}M3.5 16.5l5-5 4.5 4.5 2.5-2.5 5 5M15.5 9h.01` },
  camera: { lines: `${box(2.5, 6, 13, 12, 3)}M15.5 10.5l6-3v9l-6-3` },
  'camera-off': {
    lines:
      'M3 3l18 18M9.5 6h3a3 3 0 0 1 3 3v3M15.5 15.5A3 3 0 0 1 12.5 18h-7a3 3 0 0 1-3-3V9a3 3 0 0 1 2.6-3M15.5 10.5l6-3v9l-3-1.5',
  },
  speaker: {
    lines:
      'M4 9.5v5h3.5L12 18.500v-13L7.5 9.500H4ZM16 9a4.2 4.2 0 0 1 0 6M18.5 6.500a8 8 0 0 1 0 11',
  },
  screen: { lines: `${monitor}M12 13V8m-2.5 2.2L12 7.7l2.5 2.5` },
  'screen-off': { lines: `${monitor}M9.5 8l5 5M14.5 8l-5 5` },
  record: { lines: circle(12, 12, 8.5), dots: circle(12, 12, 4) },
  hand: {
    lines:
      'M7 12V6.5a1.5 1.5 0 0 1 3 0V11m0-5.500v-1a1.5 1.5 0 0 1 3 0V11m0-5a1.5 1.5 0 0 1 3 0v6m0-4a1.5 1.5 0 0 1 3 0v6a7 7 0 0 1-7 7c-3 0-4.5-1.3-6-4l-2-3.600c-.8-1.5 1.2-2.8 2.3-1.500L7 14',
  },
  'phone-down': {
    lines: 'M3 15.5c0-6 4-8.5 9-8.5s9 2.5 9 8.5l-4.5 1-1-3.5h-7l-1 3.5L3 15.5Z',
  },
  people: {
    lines: `${circle(9, 8, 3.5)}M2.5 20c.4-3.8 3-6 6.5-6s6.1 2.2 6.5 6M16 5a3.5 3.5 0 0 1 0 6.5M17.5 14.4c2.3.7 3.7 2.7 4 5.6`,
  },
  person: { lines: `${circle(12, 8, 4)}M4.5 20.500c.5-4 3.5-6.5 7.5-6.500s7 2.5 7.5 6.5` },
  chat: {
    lines: 'M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z',
  },
  file: { lines: 'M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5Zm0 0v5h5' },
  more: { lines: '', dots: circle(5, 12, 1.7) + circle(12, 12, 1.7) + circle(19, 12, 1.7) },
  copy: {
    lines: `${box(9, 9, 11, 11, 2.5)}M5 15h-.5A1.5 1.5 0 0 1 3 13.500v-9A1.5 1.5 0 0 1 4.5 3h9A1.5 1.5 0 0 1 15 4.500V5`,
  },
  link: {
    lines:
      'M10 14a4.5 4.5 0 0 0 6.4 0l3.2-3.200a4.5 4.5 0 0 0-6.4-6.400L12 5.600M14 10a4.5 4.5 0 0 0-6.4 0l-3.2 3.200a4.5 4.5 0 0 0 6.4 6.400l1.2-1.2',
  },
  lock: { lines: `${box(5, 11, 14, 9, 2.5)}M8 11V8a4 4 0 0 1 8 0v3` },
  unlock: { lines: `${box(5, 11, 14, 9, 2.5)}M8 11V7.500a4 4 0 0 1 7.6-1.7` },
  door: {
    lines: 'M5 21h14M7 21V4.500A1.5 1.5 0 0 1 8.5 3h7A1.5 1.5 0 0 1 17 4.500V21',
    dots: circle(13.8, 12, 1.2),
  },
  plus: { lines: 'M12 5v14M5 12h14' },
  minus: { lines: 'M5 12h14' },
  search: { lines: `${circle(11, 11, 6.5)}M16 16l5 5` },
  play: { lines: 'M7 4.500l12 7.5-12 7.500v-15Z' },
  pause: { lines: 'M8.5 5v14M15.5 5v14' },
  stop: { lines: box(6, 6, 12, 12, 2) },
  download: { lines: 'M12 4v11m-4.5-4l4.5 4.5 4.5-4.500M4 20h16' },
  upload: { lines: 'M12 15.500V4.500M7.5 8.500L12 4l4.5 4.500M4 20h16' },
  refresh: { lines: 'M20 5v5h-5M4 19v-5h5M19.4 10A8 8 0 0 0 5.6 7.200M4.6 14a8 8 0 0 0 13.8 2.8' },
  check: { lines: 'M4 12.500l5 5L20 6.5' },
  close: { lines: 'M5 5l14 14M19 5L5 19' },
  settings: {
    lines: `M4 7h9M17.5 7H20M4 17h2.500M11 17h9${circle(15.2, 7, 2.2)}${circle(8.8, 17, 2.2)}`,
  },
  trash: {
    lines:
      'M4 6.500h16M9 6.500V4h6v2.500M6.5 6.500l.8 13.500h9.400l.8-13.500M10 10.500v6M14 10.500v6',
  },
  pencil: {
    lines:
      'M4 20l1-4.500L16 4.500a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.800L8.5 19 4 20ZM14 6.500l3.5 3.5',
  },
  warning: { lines: 'M12 4L2.5 20.500h19L12 4ZM12 10v5', dots: circle(12, 17.8, 1.1) },
  info: { lines: `${circle(12, 12, 9)}M12 11v5.5`, dots: circle(12, 7.8, 1.1) },
  'wifi-off': {
    lines:
      'M3 3l18 18M5.5 12.800a9.5 9.5 0 0 1 4-2.300M2.5 9.200a14 14 0 0 1 4-2.700M11 6a14 14 0 0 1 10.5 3.200M14.5 10.600a9.5 9.5 0 0 1 4 2.200M8.5 16.200a5.2 5.2 0 0 1 6.5-.4',
    dots: circle(12, 19.5, 1.3),
  },
  signal: { lines: 'M5 19v-3M10 19v-6M15 19v-9.500M20 19V5' },
  pin: { lines: 'M9 3.500h6l-.8 6 3.3 4H6.500l3.3-4L9 3.500ZM12 13.500V21' },
  send: { lines: 'M4 4l17 8-17 8 3-8-3-8ZM7 12h7' },
  share: {
    lines: `${circle(6, 12, 2.5)}${circle(17.5, 5.5, 2.5)}${circle(17.5, 18.5, 2.5)}M8.2 10.800l7.1-4M8.2 13.200l7.1 4`,
  },
  grid: {
    lines:
      box(4, 4, 7, 7, 1.5) + box(13, 4, 7, 7, 1.5) + box(4, 13, 7, 7, 1.5) + box(13, 13, 7, 7, 1.5),
  },
  expand: { lines: 'M9 4H4v5M15 4h5v5M9 20H4v-5M15 20h5v-5' },
  keyboard: {
    lines: `${box(2.5, 6, 19, 12, 2.5)}M8 14.500h8M6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01`,
  },
  'sign-out': {
    lines: 'M14 4H6.500A1.5 1.5 0 0 0 5 5.500v13A1.5 1.5 0 0 0 6.5 20H14M10.5 12H21m-4-4l4 4-4 4',
  },
  'chevron-down': { lines: 'M6 9.500l6 6 6-6' },
  'chevron-up': { lines: 'M6 14.500l6-6 6 6' },
  'chevron-left': { lines: 'M14.5 6l-6 6 6 6' },
  'chevron-right': { lines: 'M9.5 6l6 6-6 6' },
} as const satisfies Readonly<Record<string, IconShape>>;
export type IconName = keyof typeof iconShapes;
