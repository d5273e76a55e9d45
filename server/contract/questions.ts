import { z } from 'zod';
import { PersonReference } from './common.ts';
import { Audience, KnowledgeAnswer, Target } from './knowledge.ts';
import { PersonCard } from './people.ts';

/** A question of one person a day; more is a chat. */
export const MOST_QUESTIONS_A_DAY = 10;

export const Ask = z
  .strictObject({
    text: z
      .string()
      .trim()
      .min(3)
      .max(300)
      .regex(/[\p{L}\p{N}]/u, 'This needs at least one letter or digit.'),
    details: z.string().trim().max(2000).default(''),
    /** A department: its manager is asked in place of experts. */
    team: z.string().trim().min(1).max(200).optional(),
  })
  .meta({ id: 'Ask' });
export type Ask = z.infer<typeof Ask>;

export const RoutesQuery = z.strictObject({ q: z.string().max(300).default('') });
/** Who would be asked, as this viewer sees it. */
export const QuestionRoutes = z
  .object({
    experts: z.array(PersonCard),
    /** By name. */
    teams: z.array(z.object({ name: z.string(), manager: PersonCard })),
    /** Without expert and team: the asker's manager. */
    otherwise: PersonCard.nullable(),
  })
  .meta({ id: 'QuestionRoutes' });
export type QuestionRoutes = z.infer<typeof QuestionRoutes>;

export const Question = z
  .object({
    id: z.int(),
    text: z.string(),
    details: z.string(),
    state: z.enum(['open', 'answered', 'withdrawn']),
    askedAt: z.iso.datetime(),
    /** Of those who are asked: who wants to know. One's own questions name nobody. */
    askedBy: z.array(PersonReference),
    /** Of those who ask: who was asked, as far as it came of their own question. */
    sentTo: z.array(PersonReference),
    /** It waits for the viewer. */
    isForMe: z.boolean(),
    isMine: z.boolean(),
    answer: KnowledgeAnswer.nullable(),
  })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof Question>;

/** Something that has become of one's question. */
export const Notification = z
  .object({
    id: z.int(),
    kind: z.enum(['answered', 'handed-on']),
    questionId: z.int(),
    text: z.string(),
    at: z.iso.datetime(),
    isRead: z.boolean(),
  })
  .meta({ id: 'Notification' });
export type Notification = z.infer<typeof Notification>;

export const Inbox = z
  .object({
    waiting: z.array(Question),
    mine: z.array(Question),
    /** Answers of one's own that nobody has verified lately. */
    toVerify: z.array(KnowledgeAnswer),
    notifications: z.array(Notification),
  })
  .meta({ id: 'Inbox' });
export type Inbox = z.infer<typeof Inbox>;

/** What the user menu counts. */
export const InboxCount = z.object({ waiting: z.int(), toVerify: z.int(), unread: z.int() }).meta({ id: 'InboxCount' });
export type InboxCount = z.infer<typeof InboxCount>;

export const WriteAnswer = z
  .strictObject({
    text: z.string().trim().min(1).max(5000),
    link: Target.optional(),
    audience: Audience.default({ kind: 'everyone' }),
    verifiedUntil: z.iso.date().optional(),
  })
  .meta({ id: 'WriteAnswer' });
export type WriteAnswer = z.infer<typeof WriteAnswer>;
