import { expect, libraryTest } from '../../testing/src/library-page';

const test = libraryTest<typeof import('./index')>('mesh');

test('two pages connect by one code each way, with nothing else between them', async ({
  library,
}) => {
  const seen = await library.evaluate(async ({ DirectConnection, ManualSignaling }) => {
    const makePage = (isOfferer: boolean) => {
      const states: string[] = [];
      const messages: unknown[] = [];
      const failures: unknown[] = [];
      const became = new Map<string, () => void>();
      let codeMade: (code: string) => void = () => undefined;
      const code = new Promise<string>((resolve) => (codeMade = resolve));
      const signaling = new ManualSignaling(codeMade);
      const direct = new DirectConnection({
        connection: new RTCPeerConnection(),
        signaling,
        isOfferer,
        stateChanged: (state) => {
          states.push(state);
          became.get(state)?.();
        },
        controlMessage: (message) => {
          messages.push(message);
          became.get('told')?.();
        },
        failed: (cause) => failures.push(String(cause)),
      });
      const until = (what: string) => new Promise<void>((resolve) => became.set(what, resolve));
      return { direct, signaling, code, states, messages, failures, until };
    };
    const [ann, bob] = [makePage(true), makePage(false)];
    const connected = Promise.all([ann.until('connected'), bob.until('connected')]);
    const first = await ann.code;
    await bob.signaling.receive(first);
    const answer = await bob.code;
    await ann.signaling.receive(answer);
    await connected;
    const told = bob.until('told');
    ann.direct.sendControl('hello');
    await told;
    const bytes = new Promise<number>((resolve) => {
      ann.direct.files.onmessage = ({ data }) => resolve((data as ArrayBuffer).byteLength);
    });
    bob.direct.files.send(new Uint8Array(60_000));
    const received = await bytes;
    const lost = ann.until('lost');
    bob.direct.close();
    await lost;
    return {
      lengths: [first.length, answer.length],
      states: [ann.states, bob.states],
      messages: bob.messages,
      failures: [...ann.failures, ...bob.failures],
      received,
    };
  });
  test.info().annotations.push({ type: 'letters', description: seen.lengths.join(' + ') });
  expect(Math.max(...seen.lengths)).toBeLessThan(400);
  expect(seen).toMatchObject({
    states: [['connected', 'lost'], ['connected']],
    messages: ['hello'],
    failures: [],
    received: 60_000,
  });
});
