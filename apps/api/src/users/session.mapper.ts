import type { OwnSession } from '@parley/contract';
import type { SessionEntity } from '../auth/session.entity';
import { inWords } from '../auth/user-agent';

/** A session as its owner gets it: nothing by which anybody could use it. */
export function sessionReplyOf(session: SessionEntity, currentId: string): OwnSession {
  return {
    id: session.id,
    ...inWords(session.userAgent),
    createdAt: new Date(session.createdAtMs).toISOString(),
    lastSeenAt: new Date(session.lastSeenAtMs).toISOString(),
    isCurrent: session.id === currentId,
  };
}
