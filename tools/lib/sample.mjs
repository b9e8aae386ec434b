/** A value that fits a JSON schema: its own example where it has one, otherwise the smallest thing that its type allows. */
export function sampleOf(schema, definitions = schema.$defs ?? {}) {
  if (schema.$ref) return sampleOf(definitions[schema.$ref.split('/').at(-1)], definitions);
  if (schema.examples) return schema.examples[0];
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return sampleOf(choices[0], definitions);
  if (schema.allOf) return sampleOf(schema.allOf[0], definitions);
  return sampleOfType(schema, definitions);
}

function sampleOfType(schema, definitions) {
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [
          name,
          sampleOf(property, definitions),
        ]),
      );
    case 'array':
      return schema.items ? [sampleOf(schema.items, definitions)] : [];
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? -1) + 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'string':
      return sampleOfFormat(schema);
    default:
      return null;
  }
}

function sampleOfFormat({ format, minLength = 0 }) {
  const byFormat = {
    uuid: '0b9f5a4e-6f0c-4a57-9d1e-2f6a3c1b7d10',
    'date-time': '2026-11-21T09:30:00.000Z',
    email: 'hanna@example.org',
    uri: 'https://parley.example.org/r/abcd-efgh-jkmn',
  };
  return byFormat[format] ?? 'text'.padEnd(minLength, 'x');
}
