import { DisplayName, Extra } from '@parley/contract';
import * as z from 'zod';

const deviceWishes = ['on', 'off', 'required'] as const;

/** What each parameter of a room's link may say. Others are nobody's business: mail programs and chats add their own. */
const parameters = {
  name: { schema: DisplayName, rule: 'a-name' },
  microphone: { schema: z.enum(deviceWishes), rule: deviceWishes },
  camera: { schema: z.enum(deviceWishes), rule: deviceWishes },
  join: { schema: z.literal('now'), rule: ['now'] },
  view: { schema: z.literal('files'), rule: ['files'] },
} as const;

type DeviceWish = (typeof deviceWishes)[number];

/** A part of the link that cannot be followed, and the rule: the words it may say, or what else is missing. */
export interface LinkProblem {
  readonly parameter: string;
  readonly value: string;
  readonly rule: 'a-name' | 'with-a-name' | 'short-texts' | readonly string[];
}

/** How somebody who made the link wants the joining to go. */
export interface JoinLink {
  readonly name: string | null;
  readonly microphone: DeviceWish;
  readonly camera: DeviceWish;
  /** Files, chat and people, without sound and pictures; null: the whole meeting. */
  readonly view: 'files' | null;
  /** Without a click, where this device allows that. Never true without a name. */
  readonly isAutomatic: boolean;
  /** What `data-…` parameters say, for the others' pages; null where there are none. */
  readonly extra: Extra | null;
  readonly problems: readonly LinkProblem[];
}

/** Reads `?name=Ada&camera=off&microphone=required&join=now`. What cannot be followed is as if it were not there, and named. */
export function readJoinLink(query: URLSearchParams): JoinLink {
  const problems: LinkProblem[] = [];
  const read = <Value>(parameter: keyof typeof parameters, schema: z.ZodType<Value>) => {
    const value = query.get(parameter);
    if (value === null) return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    problems.push({ parameter, value, rule: parameters[parameter].rule });
    return null;
  };
  const name = read('name', parameters.name.schema);
  const view = read('view', parameters.view.schema);
  const microphone = read('microphone', parameters.microphone.schema) ?? 'on';
  const camera = read('camera', parameters.camera.schema) ?? 'on';
  const join = read('join', parameters.join.schema);
  if (join && name === null) problems.push({ parameter: 'join', value: join, rule: 'with-a-name' });
  const extra = readExtra(query, problems);
  const isAutomatic = join !== null && name !== null;
  // Where nothing is seen or heard no device is of use, whatever else the link says.
  const devices =
    view === 'files' ? ({ microphone: 'off', camera: 'off' } as const) : { microphone, camera };
  return { name, ...devices, view, isAutomatic, extra, problems };
}

const dataPrefix = 'data-';

function readExtra(query: URLSearchParams, problems: LinkProblem[]): Extra | null {
  const given = [...query].filter(([key]) => key.startsWith(dataPrefix));
  if (given.length === 0) return null;
  const extra = Extra.safeParse(
    Object.fromEntries(given.map(([key, value]) => [key.slice(dataPrefix.length), value])),
  );
  if (extra.success) return extra.data;
  const [parameter = '', value = ''] = given[0] ?? [];
  problems.push({ parameter, value, rule: 'short-texts' });
  return null;
}
