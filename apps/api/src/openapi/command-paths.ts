import { type AnyCommandDeclaration, commands } from '#libs/casework';
import { addressOf } from '../commands/command-routes.ts';
import { jsonAnswer, problemAnswers } from './answers.ts';
import { schemaOf, type Schema } from './command-schema.ts';
import { exampleOf } from './example.ts';

const RECEIPT = { $ref: '#/components/schemas/Receipt' };
const REVISION = 'The revision in quotes; give it back as If-Match';

/** Every command that a person may send. */
export function commandPaths(): Readonly<Record<string, Schema>> {
  const ofPeople = commands.filter(({ sentBy }) => sentBy.some((role) => role !== 'process'));
  return Object.fromEntries(ofPeople.map((declaration) => [addressOf(declaration, '{id}'), pathOf(declaration)]));
}

function pathOf(declaration: AnyCommandDeclaration): Schema {
  const { command, name, sentBy, aggregate } = declaration;
  const schema = schemaOf(command);
  const words = name.replaceAll('-', ' ');
  return {
    post: {
      operationId: command.name,
      summary: words.charAt(0).toUpperCase() + words.slice(1),
      tags: [aggregate.plural],
      description: `Sent by: ${sentBy.filter((role) => role !== 'process').join(', ')}.`,
      'x-sent-by': sentBy.filter((role) => role !== 'process'),
      parameters: ['Id', 'IdempotencyKey', 'IfMatch', 'AcceptLanguage', 'CorrelationId'].map((parameter) => ({
        $ref: `#/components/parameters/${parameter}`,
      })),
      requestBody: {
        required: true,
        content: { 'application/json': { schema, example: exampleOf(schema) } },
      },
      responses: {
        200: jsonAnswer('A repeat of an accepted command, or nothing had to change', RECEIPT, REVISION),
        201: jsonAnswer('Recorded', RECEIPT, REVISION),
        ...problemAnswers(400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503),
      },
    },
  };
}
