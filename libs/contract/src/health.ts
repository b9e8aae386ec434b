import * as z from 'zod';
import { route } from './route';

export const healthRoutes = {
  live: route({
    method: 'GET',
    path: '/healthz',
    access: 'public',
    summary: 'The process answers.',
    reply: z.object({ status: z.literal('ok') }),
    errors: [],
  }),
  ready: route({
    method: 'GET',
    path: '/readyz',
    access: 'public',
    summary: 'Database and storage can be used.',
    reply: z.object({ status: z.literal('ok') }),
    errors: ['busy'],
  }),
} as const;
