import { MeetingRoom } from '../meetings/testing/meeting-room';
import { startApi, type TestApi } from '../testing/start-api';
import { FakeClock } from './testing/fake-clock';
import { LiftedRates } from './testing/lifted-rates';

const sdp = 'a'.repeat(60_000);
/** Much more than the kernel takes for a socket that nobody reads. */
const signalCount = 400;

describe('a page that does not read any more', () => {
  const clock = new FakeClock();
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ database: 'sqlite', realtime: { clock, rates: new LiftedRates() } });
  });
  afterAll(() => api.close());

  it('is cut off, and nobody else notices more than that it is gone', async () => {
    const room = await MeetingRoom.create(api);
    const host = await room.joinAsHost();
    const reader = await room.join('Reader');
    const cleo = await room.join('Cleo');
    pauseReading(reader.socket);

    for (let sequence = 1; sequence <= signalCount; sequence += 1)
      await host.ask('signaling:send-signal', {
        to: reader.id,
        toPageId: reader.pageId,
        sequence,
        signal: { description: { type: 'offer', sdp } },
      });
    expect(cleo.types()).toEqual([]);
    for (let seconds = 0; seconds < 14; seconds += 2) clock.advance(2_000);

    expect(await cleo.sees('meetings:connection-changed')).toMatchObject({
      participantId: reader.id,
      isConnected: false,
    });
    room.close();
  });
});

interface Pausable {
  readonly io: {
    readonly engine: { readonly transport: { readonly ws: { pause(): void } } };
  };
}

/** Stops reading from the websocket below, as a suspended page does. */
function pauseReading(socket: object): void {
  (socket as Pausable).io.engine.transport.ws.pause();
}
