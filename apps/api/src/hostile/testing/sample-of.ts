import * as z from 'zod';

/** A JSON schema as far as samples need it. */
interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly examples?: readonly unknown[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly format?: string;
}

const formats: Readonly<Record<string, string>> = {
  uuid: '0b9f5a4e-6f0c-4a57-9d1e-2f6a3c1b7d10',
  'date-time': '2026-11-21T09:30:00.000Z',
  email: 'hanna@example.org',
};

/** A value of about the form that a schema wants, with every field there is, for making bad ones of it. */
export function sampleOf(schema: z.ZodType): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return sample(json, json.$defs ?? {});
}

function sample(schema: Schema, definitions: Readonly<Record<string, Schema>>): unknown {
  const { $ref, examples, anyOf, oneOf, items, properties } = schema;
  if ($ref !== undefined)
    return sample(definitions[$ref.split('/').at(-1) ?? ''] ?? {}, definitions);
  if (examples) return examples[0];
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = (anyOf ?? oneOf)?.[0];
  if (choice) return sample(choice, definitions);
  if (schema.type === 'object')
    return Object.fromEntries(
      Object.entries(properties ?? {}).map(([name, field]) => [name, sample(field, definitions)]),
    );
  if (schema.type === 'array') return items ? [sample(items, definitions)] : [];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'string')
    return formats[schema.format ?? ''] ?? 'text'.padEnd(schema.minLength ?? 0, 'x');
  return null;
}
