import { randomBytes } from 'node:crypto';
import { RawSocket } from './raw-socket';
import type { StormedServer } from './stormed-server';

const atOnce = 20;
/** Sockets cost more on both sides; requests are what an attacker has most of. */
const socketEvery = 10;

/** Right in every way but one: nobody ever got it. */
const nobodys = () => randomBytes(32).toString('base64url');

async function byCookie({ url }: StormedServer): Promise<string> {
  const headers = { cookie: `parley_session=${nobodys()}` };
  const reply = await fetch(`${url}/api/accounts/me`, { headers });
  await reply.arrayBuffer();
  return `cookie ${reply.status}`;
}

async function bySeat({ url }: StormedServer): Promise<string> {
  const socket = await RawSocket.seated(url, nobodys());
  socket.close();
  await socket.closed;
  return `seat ${/"code":"([\w-]+)"/.exec(socket.received.join(' '))?.[1] ?? 'in'}`;
}

/** Tries so many tokens that nobody has, and counts what they were answered with. */
export async function tryTokens(
  server: StormedServer,
  count: number,
): Promise<Readonly<Record<string, number>>> {
  const answers: Record<string, number> = {};
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      const answer = await (index % socketEvery === 0 ? bySeat(server) : byCookie(server));
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return answers;
}
