import { withQuietVoice } from './quiet-voice';

const lines = (...text: readonly string[]) => text.map((line) => `${line}\r\n`).join('');
const audio = (...more: readonly string[]) =>
  lines(
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 9',
    'a=rtpmap:111 opus/48000/2',
    'a=rtcp-fb:111 transport-cc',
    ...more,
    'a=rtpmap:9 G722/8000',
  );
const session = lines('v=0', 's=-');
const video = lines('m=video 9 UDP/TLS/RTP/SAVPF 96', 'a=rtpmap:96 VP8/90000', 'a=fmtp:96 x=1');
const usual = audio('a=fmtp:111 minptime=10;useinbandfec=1');

test('the voice is asked for while there is one, and nothing else changes', () => {
  const asked = audio('a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1');
  expect(withQuietVoice(session + usual + video)).toBe(session + asked + video);
});

test('the sound of a screen, which comes later, is not a voice', () => {
  const asked = withQuietVoice(session + usual + video + usual);
  expect(asked.match(/usedtx=1/g)).toHaveLength(1);
  expect(asked.endsWith(video + usual)).toBe(true);
});

test.each([
  ['asked for already', session + audio('a=fmtp:111 usedtx=0') + video],
  ['no sound', session + video],
  ['no Opus', session + lines('m=audio 9 UDP/TLS/RTP/SAVPF 9', 'a=rtpmap:9 G722/8000')],
  ['nothing said of its format', session + audio()],
  ['no description', ''],
])('left alone: %s', (_what, sdp) => {
  expect(withQuietVoice(sdp)).toBe(sdp);
});
