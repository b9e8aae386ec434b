// A process of its own: sends 20,000 events a second for as long as it lives, and comes back whenever it is closed.
// Arguments: address, seat token, page id. Prints a line of JSON with what it did when told to stop (SIGTERM).
import { io } from 'socket.io-client';

const [url, seatToken, pageId] = process.argv.slice(2);
const perSecond = 20_000;
const everyMs = 10;
const counts = { sent: 0, connections: 0, longestMs: 0 };
const event = ['meetings:set-hand', { isHandRaised: true }];
let socket;
let openedAtMs = 0;

function open() {
  socket = io(url, {
    auth: { seatToken },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  socket.on('connect', () => {
    counts.connections += 1;
    openedAtMs = performance.now();
    const publications = {
      microphone: false,
      camera: false,
      screen_share: false,
      screen_share_audio: false,
    };
    socket.emit('meetings:enter', { pageId, publications }, () => undefined);
  });
  socket.on('disconnect', () => {
    counts.longestMs = Math.max(counts.longestMs, performance.now() - openedAtMs);
    open();
  });
  socket.on('connect_error', () => setTimeout(open, 100));
}

open();
let dueAtMs = performance.now();
setInterval(() => {
  if (!socket.connected) return void (dueAtMs = performance.now());
  // As many as are due by now: a timer that comes late must not make the flood smaller.
  const count = Math.min(
    perSecond,
    Math.floor(((performance.now() - dueAtMs) / 1_000) * perSecond),
  );
  dueAtMs += (count / perSecond) * 1_000;
  for (let index = 0; index < count; index += 1) socket.emit(...event);
  counts.sent += count;
}, everyMs);

process.on('SIGTERM', () => {
  if (socket.connected)
    counts.longestMs = Math.max(counts.longestMs, performance.now() - openedAtMs);
  process.stdout.write(`${JSON.stringify(counts)}\n`, () => process.exit(0));
});
