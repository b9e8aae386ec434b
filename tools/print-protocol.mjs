// `npm run docs`: prints docs/protocol.md from libs/contract, with a sample of every message that its own schema accepts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { loadContract } from './lib/load-contract.mjs';
import { root } from './lib/run.mjs';
import { sampleOf } from './lib/sample.mjs';

const file = join(root, 'docs', 'protocol.md');
const contract = await loadContract();

/** Zod leaves out the examples of what is transformed on its way in, though they are of what is sent. */
function withExamples({ zodSchema, jsonSchema }) {
  const { examples } = z.globalRegistry.get(zodSchema) ?? {};
  if (examples) jsonSchema.examples = examples;
}
const jsonSchema = (schema, io) =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', override: withExamples });
/** A sample that the schema itself accepts: a wrong one would be a document that lies. */
function sample(schema, io) {
  const value = sampleOf(jsonSchema(schema, io));
  schema.parse(value);
  return '```json\n' + JSON.stringify(value, null, 2) + '\n```';
}
const labelled = (label, schema, io) => (schema ? [`${label}:`, '', sample(schema, io), ''] : []);
const codes = (errors) =>
  errors.length > 0 ? errors.map((code) => `\`${code}\``).join(', ') : 'none of its own';

const routeText = ([name, route]) => [
  `### ${name}`,
  '',
  `\`${route.method} ${route.path}\` — access: ${route.access}${route.needsProof ? ', signed in a short while ago' : ''}. ${route.summary}`,
  '',
  ...labelled('Query', route.query, 'input'),
  ...labelled('Body', route.body, 'input'),
  ...(route.rawBody
    ? [
        `Body: bytes, \`${route.rawBody.contentType}\`, at most ${route.rawBody.maxBytes} bytes.`,
        '',
      ]
    : []),
  ...labelled('Reply', route.reply, 'output'),
  ...(route.rawReply ? [`Reply: bytes, \`${route.rawReply}\`.`, ''] : []),
  `Errors: ${codes(route.errors)}.`,
  '',
];

const eventText = ([name, event]) => [
  `### ${name}`,
  '',
  event.summary,
  '',
  `States: ${event.states.join(', ')}. Permission: ${event.permission ?? 'none'}. Rate: ${event.rate.burst} at once, ${event.rate.perSecond} per second.`,
  '',
  ...labelled('Payload', event.payload, 'input'),
  ...labelled('Data of the acknowledgement', event.reply, 'output'),
  `Errors: ${codes(event.errors)}.`,
  '',
];

const serverEventText = ([name, event]) => [
  `### ${name}`,
  '',
  event.summary,
  '',
  ...labelled('Payload', event.payload, 'output'),
];

const happeningText = (option) => [
  `### ${option.shape.type.value}`,
  '',
  sample(option, 'output'),
  '',
];
const channelText = (option) => [`### ${option.shape.type.value}`, '', sample(option, 'input'), ''];

const permissionRows = Object.entries(contract.permissionsOf).map(
  ([role, permissions]) => `| ${role} | ${permissions.join(', ')} |`,
);

const text = [
  '# Protocol',
  '',
  'Printed from `libs/contract` by `npm run docs`; do not edit. Every route and event that exists stands here, with a sample that its schema accepts.',
  '',
  'REST answers JSON. A refusal has the status of its code and the body `{ "ok": false, "error": { "code", "message", "issues"?, "retryAfterSeconds"? } }`. Any route and event may also answer `invalid`, `unauthenticated`, `forbidden`, `too-many-tries`, `busy` and `internal`. Socket.IO events are acknowledged with `{ "ok": true, "data" }` or `{ "ok": false, "error" }`, always.',
  '',
  '## Roles',
  '',
  '| role | permissions |',
  '| --- | --- |',
  ...permissionRows,
  '',
  '## REST routes',
  '',
  ...Object.entries(contract.routes).flatMap(routeText),
  '## Events from the client',
  '',
  'The handshake carries `auth: { "seatToken", "enter"? }`: the token from `askForAdmission`, without a living seat of which it is refused, and what a first `meetings:enter` would carry, which is answered by `meetings:entered` and saves a way to the server and back.',
  '',
  ...Object.entries(contract.clientEvents).flatMap(eventText),
  '## Events from the server',
  '',
  ...Object.entries(contract.serverEvents).flatMap(serverEventText),
  '## Happenings',
  '',
  'What `meetings:happened` and the answer to `meetings:enter` carry.',
  '',
  ...contract.Happening.options.flatMap(happeningText),
  '## The files data channel',
  '',
  'Pre-negotiated with id 1 and label `files`, ordered and reliable. Text messages are these; binary messages are 16 bytes share id, 4 bytes piece index, 4 bytes offset within the piece (big endian), then the bytes.',
  '',
  ...contract.FileChannelMessage.options.flatMap(channelText),
  '## The control channel of two pages without a room',
  '',
  'Pre-negotiated with id 0 and label `control`, between two pages that were connected by codes (`/direct`). Each side says `hello` first.',
  '',
  ...contract.DirectMessage.options.flatMap(channelText),
].join('\n');

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/protocol.md does not match libs/contract: run `npm run docs`');
    process.exit(1);
  }
  console.log('docs/protocol.md matches libs/contract');
} else {
  writeFileSync(file, text);
  console.log(`${file} written`);
}
