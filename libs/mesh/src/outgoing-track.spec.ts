import { FakeTrack } from '@parley/testing';
import { OutgoingTrack } from './outgoing-track';
import { encodingFor } from './send-quality';

const conditions = { source: 'camera', remoteCount: 1 } as const;

/** A negotiated sender that remembers every encoding that it was told. */
function outgoing(options: { readonly isRefusing?: boolean } = {}) {
  const told: RTCRtpEncodingParameters[] = [];
  const failures: unknown[] = [];
  const sender = {
    track: null as unknown,
    transport: {},
    getParameters: () => ({ encodings: [{}] }),
    setParameters: ({ encodings: [encoding = {}] }: RTCRtpSendParameters) => {
      if (options.isRefusing === true) return Promise.reject(new Error('refused'));
      told.push(encoding);
      return Promise.resolve();
    },
    replaceTrack(track: unknown) {
      this.track = track;
      return Promise.resolve();
    },
  };
  const track = new OutgoingTrack({
    sender: sender as unknown as RTCRtpSender,
    conditions,
    encoding: null,
    encodingFailed: (cause) => failures.push(cause),
  });
  return { track, sender, told, failures };
}

test('while a connection is being made tracks are placed and encodings wait', async () => {
  const { track, sender, told } = outgoing();
  const camera = new FakeTrack('video');
  await track.setTrack(camera.asReal);
  await track.fit({ ...conditions, shownHeight: 180 });
  expect(sender.track).toBe(camera);
  expect(told).toEqual([]);
  track.release();
  await track.fit({ ...conditions, shownHeight: 180 });
  expect(told).toEqual([encodingFor({ ...conditions, shownHeight: 180 })]);
});

test('the browser is told only what is really different', async () => {
  const { track, told } = outgoing();
  track.release();
  await track.fit({ ...conditions, shownHeight: 170 });
  await track.fit({ ...conditions, shownHeight: 175 });
  await track.fit({ ...conditions, shownHeight: 175 });
  expect(told).toHaveLength(1);
  await track.fit({ ...conditions, shownHeight: 0 });
  expect(told.map(({ active }) => active)).toEqual([true, false]);
});

test('a browser that refuses is asked again at the next wish', async () => {
  const { track, failures } = outgoing({ isRefusing: true });
  track.release();
  await track.fit(conditions);
  await track.fit(conditions);
  expect(failures.map(String)).toEqual(['Error: refused', 'Error: refused']);
});

test('a closed one changes nothing', async () => {
  const { track, sender, told } = outgoing();
  track.release();
  track.close();
  await track.setTrack(new FakeTrack('video').asReal);
  expect([sender.track, told]).toEqual([null, []]);
});
