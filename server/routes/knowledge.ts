import { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { AnswerCard, AnswerDetail, cardWrite, GoAnswer, GoLinkCard } from '../contract/knowledge.ts';
import { AudiencesResponse } from '../contract/posts.ts';
import { AppError } from '../errors.ts';
import { isFor, ownGroups } from '../knowledge/audience.ts';
import { readGo } from '../knowledge/go-target.ts';
import { presentAnswer } from '../knowledge/present-card.ts';
import { type Route, type RouteInput, route } from './define-route.ts';
import { EntryParams } from './entry-params.ts';

const VerifyBody = z.strictObject({ until: z.iso.date().optional() });

/** What employees do with answers and go links: read those that are for them, write their own. */
export function knowledgeRoutes(context: Context): Route[] {
  const { desk, knowledge, selves } = context.writing;
  return [
    route(
      {
        id: 'answer',
        method: 'get',
        path: '/answers/:id',
        summary: 'An answer that the company gives',
        access: 'viewer',
        params: EntryParams,
        answer: AnswerDetail,
      },
      async ({ params: { id }, viewer }) => presentDetail(context, id, viewer),
    ),
    route(
      {
        id: 'changeAnswer',
        method: 'put',
        path: '/answers/:id',
        summary: 'Changes an answer of one’s own',
        access: 'viewer',
        params: EntryParams,
        body: cardWrite(AnswerCard),
        answer: AnswerDetail,
      },
      async ({ params: { id }, body, ...who }) => {
        desk.change('answers', id, body, who.viewer);
        record(context, who, `answers ${id}`, 'Changed by its owner');
        return presentDetail(context, id, who.viewer);
      },
    ),
    route(
      {
        id: 'verifyAnswer',
        method: 'post',
        path: '/answers/:id/verify',
        summary: 'Says that an answer of one’s own still holds',
        access: 'viewer',
        params: EntryParams,
        body: VerifyBody.prefault({}),
        answer: AnswerDetail,
      },
      async ({ params: { id }, body, ...who }) => {
        const card = desk.verify('answers', id, body.until, who.viewer);
        record(context, who, `answers ${id}`, `Verified until ${card.verifiedUntil}`);
        return presentDetail(context, id, who.viewer);
      },
    ),
    route(
      {
        id: 'goLink',
        method: 'get',
        path: '/go-links',
        summary: 'Where a go link leads to, or which there are instead',
        access: 'viewer',
        query: z.strictObject({ name: z.string().min(1).max(200), argument: z.string().max(500).default('') }),
        answer: GoAnswer,
      },
      async ({ query: { name, argument }, viewer }) => ({
        ...knowledge.go(name, argument, viewer),
        mayCreate: readGo(name) !== undefined && selves.of(viewer).length > 0,
      }),
    ),
    route(
      {
        id: 'createGoLink',
        method: 'post',
        path: '/go-links',
        summary: 'Makes a go link; whoever makes it keeps it',
        access: 'viewer',
        body: GoLinkCard,
        answer: GoAnswer,
        status: 201,
      },
      async ({ body, ...who }) => {
        selves.person(who.viewer);
        const card = desk.add('go-links', { entry: body, verifiedUntil: null }, who.viewer);
        record(context, who, `go-links ${card.id}`, `Added go/${card.entry.name} to ${card.entry.target}`);
        return { ...knowledge.go(card.entry.name, '', who.viewer), mayCreate: true };
      },
    ),
    route(
      {
        id: 'audiences',
        method: 'get',
        path: '/audiences',
        summary: 'One’s own groups, among which one chooses for whom something is',
        access: 'viewer',
        answer: AudiencesResponse,
      },
      async ({ viewer }) => ({ groups: ownGroups(viewer) }),
    ),
  ];
}

function presentDetail({ writing, store }: Context, id: number, viewer: Viewer): AnswerDetail {
  const { desk, selves } = writing;
  const card = store.knowledge.cards.get('answers', id);
  const mayChange = card !== undefined && desk.mayChange(card, viewer);
  if (card === undefined || !(mayChange || isFor(card.entry.audience, viewer)))
    throw new AppError('not-found', 'There is no such answer, or it is not for you.');
  return {
    ...presentAnswer(card, { viewer, selves, now: Date.now() }),
    questions: card.entry.questions,
    entry: mayChange ? card.entry : null,
  };
}

type Who = Pick<RouteInput<unknown, unknown, unknown>, 'viewer' | 'request'>;

function record({ audit }: Context, who: Who, subject: string, details: string): void {
  audit.record({ ...whoAsks(who), action: 'knowledge', outcome: 'done', subject, details });
}
