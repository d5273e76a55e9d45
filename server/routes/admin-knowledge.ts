import { z } from 'zod';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { AcronymCard, AnswerCard, type CardKind, card, cardWrite, GoLinkCard, MOST_CARDS } from '../contract/knowledge.ts';
import { presentCard } from '../knowledge/present-card.ts';
import { type Route, type RouteInput, route } from './define-route.ts';
import { EntryParams } from './entry-params.ts';

/**
 * Answers, acronyms and go links for administrators, each kind with the same operations. They stand above the results and move
 * none of them, so golden queries have nothing to say about them.
 */
export function adminKnowledgeRoutes(context: Context): Route[] {
  return [
    ...routesOf(context, { kind: 'answers', schema: AnswerCard, name: 'Answer', what: 'an answer' }),
    ...routesOf(context, { kind: 'acronyms', schema: AcronymCard, name: 'Acronym', what: 'an acronym' }),
    ...routesOf(context, { kind: 'go-links', schema: GoLinkCard, name: 'GoLink', what: 'a go link' }),
  ];
}

interface KindOptions<Kind extends CardKind, Schema extends z.ZodType> {
  kind: Kind;
  schema: Schema;
  /** For the names of the operations. */
  name: string;
  /** In the summaries. */
  what: string;
}

type Who = Pick<RouteInput<unknown, unknown, unknown>, 'viewer' | 'request'>;

function routesOf(
  context: Context,
  { kind, schema, name, what }: KindOptions<CardKind, typeof AnswerCard | typeof AcronymCard | typeof GoLinkCard>,
): Route[] {
  const { desk, selves } = context.writing;
  const path = `/admin/curation/${kind}`;
  const item = card(schema);
  const one = { access: 'admin', path: `${path}/:id`, params: EntryParams, answer: item } as const;
  const present = (stored: ReturnType<typeof desk.get>) => item.parse(presentCard(stored, { selves, now: Date.now() }));
  const record = (who: Who, id: number, details: string) =>
    context.audit.record({ ...whoAsks(who), action: 'knowledge', outcome: 'done', subject: `${kind} ${id}`, details });
  const body = cardWrite(schema);
  return [
    route(
      {
        id: `admin${name}s`,
        method: 'get',
        path,
        summary: `All ${kind}, oldest first`,
        access: 'admin',
        answer: z.object({ items: z.array(item), most: z.int() }),
      },
      async () => ({ items: desk.list(kind).map(present), most: MOST_CARDS[kind] }),
    ),
    route(
      { id: `add${name}`, method: 'post', path, summary: `Adds ${what}`, access: 'admin', body, answer: item, status: 201 },
      async ({ body: write, ...who }) => {
        const stored = desk.add(kind, write, who.viewer);
        record(who, stored.id, `Added: ${JSON.stringify(stored.entry)}`);
        return present(stored);
      },
    ),
    route(
      { ...one, id: `adminChange${name}`, method: 'put', summary: `Changes ${what}`, body },
      async ({ params, body: write, ...who }) => {
        const stored = desk.change(kind, params.id, write, who.viewer);
        record(who, stored.id, `Changed: ${JSON.stringify(stored.entry)}`);
        return present(stored);
      },
    ),
    route({ ...one, id: `adminRemove${name}`, method: 'delete', summary: `Removes ${what}` }, async ({ params, ...who }) => {
      const stored = desk.remove(kind, params.id, who.viewer);
      record(who, stored.id, `Removed: ${JSON.stringify(stored.entry)}`);
      return present(stored);
    }),
  ];
}
