import { sampleOf } from './sample.mjs';

test('a sample prefers the example of its schema and fills the rest by type', () => {
  const schema = {
    type: 'object',
    properties: {
      id: { type: 'string', examples: ['abcd'] },
      kind: { enum: ['one', 'two'] },
      count: { type: 'integer', exclusiveMinimum: 0 },
      list: { type: 'array', items: { $ref: '#/$defs/flag' } },
    },
    $defs: { flag: { type: 'boolean' } },
  };
  expect(sampleOf(schema)).toEqual({ id: 'abcd', kind: 'one', count: 1, list: [true] });
});
