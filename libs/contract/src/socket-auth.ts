import * as z from 'zod';
import { Secret } from './ids';

/** Socket.IO handshake `auth`. No cookie is looked at: a foreign page cannot bring the token. */
export const SocketAuth = z.strictObject({ seatToken: Secret });
export type SocketAuth = z.infer<typeof SocketAuth>;
