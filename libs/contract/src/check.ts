import * as z from 'zod';
import { IceServer } from './meetings';
import { route } from './route';

/** The servers that a browser can try outside a meeting. */
export const CheckServers = z.object({
  iceServers: z.array(IceServer),
  /** True where the operator set up a relay, also when this caller is not given its credentials. */
  hasRelay: z.boolean(),
});
export type CheckServers = z.infer<typeof CheckServers>;

export const checkRoutes = {
  readCheckServers: route({
    method: 'GET',
    path: '/api/check/ice-servers',
    access: 'public',
    summary:
      'The ICE servers for the self-test page: STUN for anybody, relays with their credentials for signed-in people only.',
    reply: CheckServers,
    errors: [],
  }),
} as const;
