import * as z from 'zod';
import { Secret } from './ids';

/** Socket.IO handshake `auth`. No cookie is looked at: a foreign page cannot bring the token. */
export const SocketAuth = z.strictObject({
  seatToken: Secret,
  /** The payload of a first `meetings:enter`, read as that is; the answer comes as `meetings:entered`. Saves a way to the server and back. */
  enter: z.unknown().optional(),
});
export type SocketAuth = z.infer<typeof SocketAuth>;
