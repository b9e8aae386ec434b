import { Offer } from './offer';

const shareId = '00000000-0000-4000-8000-000000000001';
const sizeBytes = 100_000;
const hash = 'a'.repeat(64);
const share = {
  ...{ id: shareId, from: 'hanna', to: null },
  manifest: {
    ...{ name: 'plan.dwg', sizeBytes, mediaType: '', pieceSizeBytes: 50_000 },
    rootHash: hash,
  },
};

function offered() {
  let nowMs = 0;
  const clock = { now: () => nowMs, after: () => () => undefined };
  const offer = new Offer(share, new Uint8Array(64), new Blob([]), clock);
  const hears = (verifiedBytes: number, state: 'receiving' | 'paused' | 'verified') =>
    offer.noteProgress('bob', { type: 'progress', shareId, verifiedBytes, state });
  return { offer, hears, pass: (ms: number) => (nowMs += ms) };
}

describe('an own file', () => {
  it('knows how fast each receiver gets on, from whomever, while it does', () => {
    const { offer, hears, pass } = offered();
    // What was there already, from before a reload, came at no speed.
    hears(20_000, 'receiving');
    pass(1_000);
    hears(70_000, 'receiving');
    expect(offer.state().receivers).toEqual([
      { participantId: 'bob', verifiedBytes: 70_000, state: 'receiving', bytesPerSecond: 50_000 },
    ]);
    hears(sizeBytes, 'verified');
    expect(offer.state().receivers).toEqual([
      { participantId: 'bob', verifiedBytes: sizeBytes, state: 'verified' },
    ]);
  });

  it('takes no claim for more than there is', () => {
    const { offer, hears } = offered();
    expect(hears(sizeBytes + 1, 'receiving')).toBe(false);
    expect(offer.state().receivers).toEqual([]);
  });
});
