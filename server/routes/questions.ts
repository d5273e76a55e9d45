import { z } from 'zod';
import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { Ask, Inbox, InboxCount, Question, QuestionRoutes, RoutesQuery, WriteAnswer } from '../contract/questions.ts';
import { type Route, route } from './define-route.ts';
import { EntryParams } from './entry-params.ts';
import { presentCard } from './present-person.ts';

const path = '/questions';
const one = { access: 'viewer', path: `${path}/:id`, params: EntryParams } as const;

/** What nobody has written yet, asked of people. */
export function questionRoutes(context: Context): Route[] {
  const { questions } = context.writing;
  return [
    route(
      {
        id: 'questionRoutes',
        method: 'get',
        path: `${path}/routes`,
        summary: 'Whom a question would go to',
        access: 'viewer',
        query: RoutesQuery,
        answer: QuestionRoutes,
      },
      async ({ query, viewer, signal }) => {
        const { experts, teams, otherwise } = await questions.routes(query.q, viewer, signal);
        return {
          experts: experts.map(presentCard),
          teams: teams.map(({ name, manager }) => ({ name, manager: presentCard(manager) })),
          otherwise: otherwise ? presentCard(otherwise) : null,
        };
      },
    ),
    route(
      {
        id: 'inboxCount',
        method: 'get',
        path: `${path}/count`,
        summary: 'What waits for one',
        access: 'viewer',
        answer: InboxCount,
      },
      async ({ viewer }) => questions.count(viewer),
    ),
    route(
      { id: 'inbox', method: 'get', path, summary: 'Questions for one and of one’s own', access: 'viewer', answer: Inbox },
      async ({ viewer }) => questions.inbox(viewer),
    ),
    route(
      {
        id: 'ask',
        method: 'post',
        path,
        summary: 'Asks those who may know',
        access: 'viewer',
        body: Ask,
        answer: Question,
        status: 201,
      },
      ({ body, viewer, signal }) => questions.ask(body, viewer, signal),
    ),
    route(
      {
        id: 'readNotifications',
        method: 'post',
        path: `${path}/read`,
        summary: 'Marks all notifications as read',
        access: 'viewer',
        body: z.strictObject({}).optional(),
        answer: InboxCount,
      },
      async ({ viewer }) => {
        questions.markRead(viewer);
        return questions.count(viewer);
      },
    ),
    route({ ...one, id: 'question', method: 'get', summary: 'One question', answer: Question }, async ({ params, viewer }) =>
      questions.get(params.id, viewer),
    ),
    route(
      {
        ...one,
        id: 'answerQuestion',
        method: 'post',
        path: `${path}/:id/answer`,
        summary: 'Answers it, for everybody it is for',
        body: WriteAnswer,
        answer: Question,
      },
      async ({ params: { id }, body, ...who }) => {
        const answered = questions.answer(id, body, who.viewer);
        const details = 'A question became an answer';
        context.audit.record({ ...whoAsks(who), action: 'knowledge', outcome: 'done', subject: answered.answer?.id, details });
        return answered;
      },
    ),
    route(
      { ...one, id: 'declineQuestion', method: 'post', path: `${path}/:id/decline`, summary: 'Leaves it to others' },
      async ({ params, viewer }) => {
        questions.decline(params.id, viewer);
        return undefined;
      },
    ),
    route(
      { ...one, id: 'withdrawQuestion', method: 'delete', summary: 'Takes one’s own question back' },
      async ({ params, viewer }) => {
        questions.withdraw(params.id, viewer);
        return undefined;
      },
    ),
  ];
}
