import { FakePeerConnection, ufragOf } from '@parley/testing';
import { Negotiator } from './negotiator';
import { SignalInbox } from './signal-inbox';
import type { MeshSignal } from './types';

interface Side {
  readonly connection: FakePeerConnection;
  readonly negotiator: Negotiator;
  readonly inbox: SignalInbox;
  /** Sent and not delivered yet. */
  readonly onTheWay: { readonly number: number; readonly signal: MeshSignal }[];
  readonly failures: unknown[];
  readonly refused: unknown[];
  adoptions: number;
}

function makeSide(isPolite: boolean): Side {
  const connection = new FakePeerConnection();
  const onTheWay: Side['onTheWay'] = [];
  const failures: unknown[] = [];
  const refused: unknown[] = [];
  let lastNumber = 0;
  const negotiator = new Negotiator({
    connection: connection.asReal,
    isPolite,
    send: (signal) => onTheWay.push({ number: (lastNumber += 1), signal }),
    offerApplied: () => {
      side.adoptions += 1;
    },
    candidateRefused: (cause) => refused.push(cause),
    failed: (cause) => failures.push(cause),
  });
  const inbox = new SignalInbox((signal) => negotiator.receive(signal));
  const side: Side = { connection, negotiator, inbox, onTheWay, failures, refused, adoptions: 0 };
  return side;
}

function deliverNext(from: Side, to: Side): void {
  const next = from.onTheWay.shift();
  if (next !== undefined) to.inbox.receive(next.number, next.signal);
}

const microtasks = async (count: number) => {
  for (let done = 0; done < count; done += 1) await Promise.resolve();
};
const task = () => new Promise((resolve) => setImmediate(resolve));

/** Delivers everything until nothing moves any more. */
async function settle(polite: Side, impolite: Side): Promise<void> {
  for (let quietRounds = 0; quietRounds < 3; quietRounds += 1) {
    await task();
    while (polite.onTheWay.length + impolite.onTheWay.length > 0) {
      quietRounds = 0;
      deliverNext(polite, impolite);
      deliverNext(impolite, polite);
      await task();
    }
  }
}

async function connectedPair(): Promise<readonly [polite: Side, impolite: Side]> {
  const [polite, impolite] = [makeSide(true), makeSide(false)];
  impolite.connection.createDataChannel('control');
  await settle(polite, impolite);
  return [polite, impolite];
}

const ufragsOf = ({ connection }: Side) => ({
  own: ufragOf(connection.localDescription?.sdp),
  other: ufragOf(connection.remoteDescription?.sdp),
});

/** Every order of these steps: `p`, `i` restart ICE on that side, `P`, `I` deliver that side's next signal. */
function ordersOf(steps: string): string[] {
  if (steps === '') return [''];
  return [...new Set(steps)].flatMap((step) =>
    ordersOf(steps.replace(step, '')).map((rest) => step + rest),
  );
}

test('the impolite side offers first and the polite side answers', async () => {
  const [polite, impolite] = await connectedPair();
  expect([polite.connection.signalingState, impolite.connection.signalingState]).toEqual([
    'stable',
    'stable',
  ]);
  expect(impolite.connection.localDescription?.type).toBe('offer');
  expect(ufragsOf(polite).own).toBe(ufragsOf(impolite).other);
  expect(polite.adoptions).toBe(1);
});

test('the polite side makes no offer before the first one came', async () => {
  const polite = makeSide(true);
  polite.connection.createDataChannel('control');
  await task();
  expect(polite.onTheWay).toEqual([]);
  expect(polite.connection.signalingState).toBe('stable');
});

test('a description goes out before its candidates', async () => {
  const impolite = makeSide(false);
  impolite.connection.createDataChannel('control');
  await task();
  await task();
  expect(impolite.onTheWay.map(({ signal }) => Object.keys(signal)[0])).toEqual([
    'description',
    'candidate',
  ]);
});

test('a candidate that is found before its description went out waits for it', async () => {
  const impolite = makeSide(false);
  let isFound = false;
  impolite.connection.addEventListener('negotiationneeded', () => {
    impolite.connection.findsCandidate();
    isFound = true;
  });
  impolite.connection.createDataChannel('control');
  await task();
  expect(isFound).toBe(true);
  expect(Object.keys(impolite.onTheWay[0]?.signal ?? {})).toEqual(['description']);
  expect(Object.keys(impolite.onTheWay[1]?.signal ?? {})).toEqual(['candidate']);
});

test.each([0, 1, 2, 3, 5, 8, 13, 40])(
  'both peers offering at once settle in every order of delivery, %i microtasks apart',
  async (pace) => {
    for (const order of ordersOf('piPPII')) {
      const [polite, impolite] = await connectedPair();
      const before = ufragsOf(polite);
      for (const step of order) {
        if (step === 'p') polite.connection.restartIce();
        else if (step === 'i') impolite.connection.restartIce();
        else if (step === 'P') deliverNext(polite, impolite);
        else deliverNext(impolite, polite);
        await microtasks(pace);
      }
      await settle(polite, impolite);
      const [left, right] = [ufragsOf(polite), ufragsOf(impolite)];
      const seen = {
        order,
        states: [polite.connection.signalingState, impolite.connection.signalingState],
        failures: [...polite.failures, ...impolite.failures],
        politeIsKnown: left.own === right.other,
        impoliteIsKnown: right.own === left.other,
        bothRestarted: left.own !== before.own && left.other !== before.other,
      };
      expect(seen).toEqual({
        order,
        states: ['stable', 'stable'],
        failures: [],
        politeIsKnown: true,
        impoliteIsKnown: true,
        bothRestarted: true,
      });
    }
  },
  60_000,
);

test('both peers offering at once settle on the impolite offer', async () => {
  const [polite, impolite] = await connectedPair();
  polite.connection.restartIce();
  impolite.connection.restartIce();
  await task();
  const [impoliteOffer] = impolite.onTheWay;
  await settle(polite, impolite);
  const applied = polite.connection.remoteDescription;
  expect(impoliteOffer?.signal).toMatchObject({
    description: { type: 'offer', sdp: applied?.sdp },
  });
});

test('a candidate that does not fit is an error unless its offer was ignored', async () => {
  const [polite] = await connectedPair();
  const fits = { sdpMid: '0', sdpMLineIndex: 0, candidate: 'candidate:1' };
  await polite.negotiator.receive({ candidate: { ...fits, usernameFragment: 'long-gone' } });
  expect(polite.failures).toEqual([]);
  const fresh = makeSide(true);
  await fresh.negotiator.receive({ candidate: { ...fits, usernameFragment: null } });
  expect(fresh.failures).toEqual([expect.objectContaining({ name: 'InvalidStateError' })]);
});

test('a candidate that the browser refuses costs a path and not the link', async () => {
  const [polite, impolite] = await connectedPair();
  const refusal = new DOMException('port below 1024', 'OperationError');
  polite.connection.addIceCandidate = () => Promise.reject(refusal);
  await polite.negotiator.receive({
    candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null },
  });
  expect({ refused: polite.refused, failures: polite.failures }).toEqual({
    refused: [refusal],
    failures: [],
  });
  impolite.connection.restartIce();
  await settle(polite, impolite);
  expect(polite.connection.signalingState).toBe('stable');
});

test('candidates of an ignored offer are let go', async () => {
  const impolite = makeSide(false);
  impolite.connection.createDataChannel('control');
  await task();
  expect(impolite.connection.signalingState).toBe('have-local-offer');
  await impolite.negotiator.receive({ description: { type: 'offer', sdp: 'a=ice-ufrag:x\r\n' } });
  await impolite.negotiator.receive({
    candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null },
  });
  expect(impolite.failures).toEqual([]);
  expect(impolite.connection.signalingState).toBe('have-local-offer');
});

test('a description that cannot be applied fails the negotiation once', async () => {
  const [polite] = await connectedPair();
  await polite.negotiator.receive({ description: { type: 'answer', sdp: '' } });
  await polite.negotiator.receive({ description: { type: 'answer', sdp: '' } });
  expect(polite.failures).toHaveLength(1);
});

test.each(['offer', 'answer'] as const)(
  'an %s with endless sections is not applied',
  async (type) => {
    const [polite] = await connectedPair();
    const sections = (count: number) => 'a=ice-ufrag:x\r\n' + 'm=video 9\r\n'.repeat(count);
    await polite.negotiator.receive({ description: { type: 'offer', sdp: sections(9) } });
    expect([polite.failures.length, polite.connection.getTransceivers().length]).toEqual([0, 9]);
    await polite.negotiator.receive({ description: { type, sdp: sections(10) } });
    expect(polite.failures).toEqual([new TypeError('too many sections')]);
    expect(polite.connection.getTransceivers()).toHaveLength(9);
  },
);

test('a rollback from the other side changes nothing', async () => {
  const [polite, impolite] = await connectedPair();
  await impolite.negotiator.receive({ description: { type: 'rollback', sdp: '' } });
  expect(impolite.failures).toEqual([]);
  expect(polite.connection.signalingState).toBe('stable');
});

test('after close nothing is sent, whatever was in flight', async () => {
  const [polite, impolite] = await connectedPair();
  impolite.connection.restartIce();
  await microtasks(2);
  impolite.negotiator.close();
  impolite.connection.close();
  await settle(polite, impolite);
  expect(impolite.failures).toEqual([]);
  expect(impolite.onTheWay).toEqual([]);
});
