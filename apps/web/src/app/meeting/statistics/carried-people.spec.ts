import { carriedPeople, type MeasuredLink } from './carried-people';
import type { QualityLimitation } from './link-statistics';

function link(
  kbps: number | null,
  limitation: QualityLimitation = 'none',
  availableKbps: number | null = null,
): MeasuredLink {
  const pair = {
    localType: 'host',
    remoteType: 'host',
    protocol: 'udp',
    roundTripMs: 1,
    receivedBytes: 0,
    sentBytes: 0,
    availableKbps,
  };
  const camera = { width: 640, height: 360, framesPerSecond: 24, limitation };
  return {
    pair,
    isSendingPaused: false,
    sent: { kbps, loss: 0, videos: { camera } },
  };
}

describe('the people whom a connection carries', () => {
  it('are not known before anything is measured', () => {
    expect(carriedPeople([], 0)).toBeNull();
    expect(carriedPeople([link(null)], 0)).toBeNull();
  });

  it('are at least those who are here while nothing gives way', () => {
    expect(carriedPeople([link(60), link(60)], 120)).toEqual({ limitedBy: null, people: 3 });
  });

  it('are at least as many as what went up would do for', () => {
    expect(carriedPeople([link(900), link(900)], 1_800)).toEqual({ limitedBy: null, people: 8 });
  });

  it('are as many as the connection has for once it gives way', () => {
    const links = [link(300, 'bandwidth', 280), link(100, 'bandwidth', 200), link(300)];
    expect(carriedPeople(links, 5_000)).toEqual({ limitedBy: 'bandwidth', people: 4 });
  });

  it('count a link that carries no picture at all as one that gives way', () => {
    const paused = { ...link(50), isSendingPaused: true };
    expect(carriedPeople([paused, link(600)], 2_000)).toEqual({
      limitedBy: 'bandwidth',
      people: 3,
    });
  });

  it('take no notice of what limited a picture that is off now', () => {
    const off = link(50, 'bandwidth');
    const camera = {
      width: 640,
      height: 360,
      framesPerSecond: 0,
      limitation: 'bandwidth',
    } as const;
    const links = [{ ...off, sent: { ...off.sent, videos: { camera } } }];
    expect(carriedPeople(links, 50)).toEqual({ limitedBy: null, people: 2 });
  });

  it('are never fewer than two: a voice goes through before any picture', () => {
    const narrow = [link(40, 'bandwidth', 50), link(40, 'bandwidth', 50)];
    expect(carriedPeople(narrow, 100)).toEqual({ limitedBy: 'bandwidth', people: 2 });
  });

  it('are those who are here where the processor gives way', () => {
    expect(carriedPeople([link(900, 'cpu'), link(900)], 1_800)).toEqual({
      limitedBy: 'cpu',
      people: 3,
    });
  });
});
