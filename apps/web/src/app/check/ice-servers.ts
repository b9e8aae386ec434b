import type { CheckServers, IceServer } from '@parley/contract';

/** Asks the server what to try; throws ParleyFailure where it does not answer. */
export type ReadServers = (signal: AbortSignal) => Promise<CheckServers>;

/** One address of one ICE server, with what is needed to use it. */
export interface IceAddress {
  readonly url: string;
  readonly server: RTCIceServer;
}

const schemes = { stun: /^stuns?:/i, turn: /^turns?:/i } as const;

/** The addresses of one kind, each to be tried alone: one of several that is down would hide behind the others. */
export function addressesOf(kind: keyof typeof schemes, servers: readonly IceServer[]) {
  return servers.flatMap(({ urls, username, credential }) =>
    [urls]
      .flat()
      .filter((url) => schemes[kind].test(url))
      .map((url): IceAddress => {
        const credentials = {
          ...(username === undefined ? {} : { username }),
          ...(credential === undefined ? {} : { credential }),
        };
        return { url, server: { urls: url, ...credentials } };
      }),
  );
}
