import { type RouteName, routes } from '@parley/contract';
import * as z from 'zod';
import type { AnyRoute } from '../../http/contract-route';
import {
  badBodies,
  badContentTypes,
  badIds,
  badQueries,
  badQueryValues,
  mutationsOf,
  wrongWholes,
} from './bad-values';
import { sampleOf } from './sample-of';
import type { Shot } from './slings';

const asJson = { 'content-type': 'application/json' };
const anId = '0b9f5a4e-6f0c-4a57-9d1e-2f6a3c1b7d10';
const aSecret = 'Zk0xS3pYb1Q2N2J1c0hVd2E5ZVJtTnZqTHRQaUdjRDQ';
const verbs = ['TRACE', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'POST', 'PROPFIND'];

/** What stands for each parameter when something else is the bad part. */
const goodParams = (roomId: string): Readonly<Record<string, string>> => ({
  roomId,
  index: '0',
  secret: aSecret,
  token: aSecret,
});

/** Every bad request that can be made of a route by what the contract says of it: a new route is covered by itself. */
export function badRequestsTo(name: RouteName, roomId: string): Shot[] {
  const route: AnyRoute = routes[name];
  const good = goodParams(roomId);
  const pathWith = (bad: Readonly<Record<string, string>> = {}) =>
    route.path.replaceAll(/:(\w+)/g, (_, key: string) => bad[key] ?? good[key] ?? anId);
  const shot = (what: string, rest: Partial<Shot>): Shot => ({
    what: `${name}, ${what}`,
    method: route.method,
    path: pathWith(),
    ...bodyOf(route),
    ...rest,
  });
  const keys = [...route.path.matchAll(/:(\w+)/g)].map(([, key = '']) => key);
  return [
    ...keys.flatMap((key) =>
      badIds.map((id) => shot(`${key} ${id.slice(0, 20)}`, { path: pathWith({ [key]: id }) })),
    ),
    ...badQueries.map((query) =>
      shot(`query ${query.slice(0, 20)}`, { path: `${pathWith()}?${query}` }),
    ),
    ...badFieldsOfQuery(route).map((query) =>
      shot(`query ${query.slice(0, 40)}`, { path: `${pathWith()}?${query}` }),
    ),
    ...(route.body ? badBodiesOf(route.body, shot) : []),
    ...(route.rawBody
      ? badContentTypes.map((headers) => shot('raw body as something else', { headers }))
      : []),
  ];
}

/** A body that is in nobody's way while something else is bad. */
function bodyOf(route: AnyRoute): Partial<Shot> {
  if (route.rawBody)
    return { headers: { 'content-type': route.rawBody.contentType }, body: Buffer.from('x') };
  if (!route.body) return {};
  return { headers: asJson, body: Buffer.from(JSON.stringify(sampleOf(route.body))) };
}

function badBodiesOf(schema: z.ZodType, shot: (what: string, rest: Partial<Shot>) => Shot): Shot[] {
  const sample = sampleOf(schema);
  const asBody = (value: unknown) => Buffer.from(JSON.stringify(value));
  const isRefused = (value: unknown) =>
    !schema.safeParse(JSON.parse(JSON.stringify(value))).success;
  return [
    ...badBodies
      // What needs nothing takes an empty object, whatever else it holds besides.
      .map(([what, body]) => shot(`body ${what}`, { headers: asJson, body })),
    ...badContentTypes.map((headers) => shot('body as something else', { headers })),
    ...[...wrongWholes, ...mutationsOf(sample)]
      .filter(([, value]) => isRefused(value))
      .map(([what, value]) => shot(`body ${what}`, { headers: asJson, body: asBody(value) })),
    shot('body of 10 MB', {
      headers: asJson,
      body: Buffer.from(`{"name":"${'x'.repeat(10 * 1024 * 1024)}"}`),
    }),
  ];
}

/** Every field that a route's query has, with objects and lists in its place, and with values that its schema refuses. */
function badFieldsOfQuery(route: AnyRoute): string[] {
  if (!route.query) return [];
  const { query } = route;
  const json = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.keys(json.properties ?? {}).flatMap((field) => [
    `${field}[$ne]=x`,
    `${field}[]=x`,
    `${field}[where][id]=x`,
    ...badQueryValues
      .filter((value) => !query.safeParse({ [field]: decodeURIComponent(value) }).success)
      .map((value) => `${field}=${value}`),
  ]);
}

/** Verbs that no route has at a path that some route has. */
export function wrongVerbs(roomId: string): Shot[] {
  const all: readonly AnyRoute[] = Object.values(routes);
  const paths = new Set(all.map(({ path }) => path));
  return [...paths].flatMap((path) =>
    verbs
      .filter((verb) => !all.some((route) => route.path === path && route.method === verb))
      .map((verb) => ({
        what: `${verb} ${path}`,
        method: verb,
        path: path.replace(':roomId', roomId).replaceAll(/:\w+/g, anId),
        headers: { 'x-http-method-override': 'DELETE' },
      })),
  );
}
