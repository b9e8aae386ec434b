import * as z from 'zod';
import { Id, Moment } from '../ids';
import { route } from '../route';

/** Where an account is signed in, as its owner sees it. */
export const OwnSession = z.object({
  id: Id,
  /** `Firefox`, `Chrome`, …; null where the browser does not say. */
  browser: z.string().nullable(),
  /** `Windows`, `Android`, …; null where the browser does not say. */
  system: z.string().nullable(),
  createdAt: Moment,
  /** To within a few minutes. */
  lastSeenAt: Moment,
  /** The one that asks. */
  isCurrent: z.boolean(),
});
export type OwnSession = z.infer<typeof OwnSession>;

const SessionParams = z.strictObject({ sessionId: Id });

export const sessionRoutes = {
  listSessions: route({
    method: 'GET',
    path: '/api/sessions',
    access: 'account',
    summary: 'Where the own account is signed in: this session first, then by when they were seen.',
    reply: z.array(OwnSession),
    errors: [],
  }),
  endSession: route({
    method: 'DELETE',
    path: '/api/sessions/:sessionId',
    access: 'owner',
    summary: 'Ends one own session, and the seats that it got, within a second.',
    params: SessionParams,
    errors: ['not-found'],
  }),
  endOtherSessions: route({
    method: 'DELETE',
    path: '/api/sessions',
    access: 'account',
    summary: 'Ends every own session but the one that asks, and the seats that they got.',
    errors: [],
  }),
} as const;
