import { z } from 'zod';
import { PersonReference } from './common.ts';

/** How much there may be of each, see `MOST_ENTRIES` of curation. */
export const MOST_CARDS = { answers: 2000, acronyms: 2000, 'go-links': 5000 } as const;
export type CardKind = keyof typeof MOST_CARDS;

const HAS_WORD = /[\p{L}\p{N}]/u;
const line = (longest: number) =>
  z.string().trim().min(1).max(longest).regex(HAS_WORD, 'This needs at least one letter or digit.');

/** An address that a click may lead to: of the web, or a path of this site. No other scheme, and no host by `//`. */
export const Target = z.string().trim().max(2000).refine(isTarget, {
  error: 'Write an address that begins with https:// or http://, or a path of this site such as /search?q=…',
});

/** Who may see it: everybody who may use Atrium, or the members of these groups of the directory. */
export const Audience = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('everyone') }),
    z.strictObject({ kind: z.literal('groups'), groups: z.array(z.string().trim().min(1).max(256)).min(1).max(20) }),
  ])
  .meta({ id: 'Audience' });
export type Audience = z.infer<typeof Audience>;
const audience = Audience.default({ kind: 'everyone' });

/** A question with its answer. The first question is its title; the others are other ways to ask. */
export const AnswerCard = z
  .strictObject({
    questions: z.array(line(200)).min(1).max(20),
    text: z.string().trim().min(1).max(5000),
    link: Target.optional(),
    audience,
  })
  .meta({ id: 'AnswerCard' });
export type AnswerCard = z.infer<typeof AnswerCard>;

/** What a short form stands for; several where it stands for several. */
export const AcronymCard = z
  .strictObject({
    short: line(30),
    meanings: z
      .array(z.strictObject({ text: line(300), link: Target.optional() }))
      .min(1)
      .max(10),
    audience,
  })
  .meta({ id: 'AcronymCard' });
export type AcronymCard = z.infer<typeof AcronymCard>;

/** `go/name`: letters, digits and hyphens. `%s` or `{}` in the target stands for what follows the name: `go/ticket/123`. */
export const GoLinkCard = z
  .strictObject({
    name: z
      .string()
      .trim()
      .toLowerCase()
      .regex(
        /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u,
        'A name has letters, digits, hyphens and dots, and begins with a letter or digit.',
      ),
    target: Target.refine(hasSafePlace, { error: 'The place of the argument comes after the first "/" behind the host.' }),
    description: z.string().trim().max(300).default(''),
    audience,
  })
  .meta({ id: 'GoLinkCard' });
export type GoLinkCard = z.infer<typeof GoLinkCard>;

/** What is kept, by kind. */
export const CARDS = { answers: AnswerCard, acronyms: AcronymCard, 'go-links': GoLinkCard } as const satisfies Record<
  CardKind,
  z.ZodType
>;
export type CardEntry<Kind extends CardKind> = z.output<(typeof CARDS)[Kind]>;

/** Who keeps it, and until when somebody stands for it. */
const keeping = {
  /** Sign-in name of who keeps it; whoever adds it when left out. */
  owner: z.string().trim().min(1).max(256).optional(),
  /** A day: until then it counts as verified. Twelve months from now when left out; null promises nothing. */
  verifiedUntil: z.iso.date().nullable().optional(),
};
export const cardWrite = <Entry extends z.ZodType>(entry: Entry) => z.strictObject({ entry, ...keeping });

/** A card as those have it who may change it. */
export const card = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({
    id: z.int(),
    entry,
    /** Null: whoever kept it is not in the directory any more. */
    owner: PersonReference.extend({ uid: z.string() }).nullable(),
    verifiedBy: z.string().nullable(),
    verifiedAt: z.iso.datetime().nullable(),
    verifiedUntil: z.iso.date().nullable(),
    isExpired: z.boolean(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    changedBy: z.string(),
    changedAt: z.iso.datetime(),
  });

/** What the company itself says to words that were typed. */
export const KnowledgeAnswer = z
  .object({
    /** `answers-12`. */
    id: z.string(),
    kind: z.enum(['answers', 'acronyms', 'go-links']),
    /** The question, the short form, `go/name`. */
    title: z.string(),
    text: z.string(),
    /** Where it leads to: of an answer with a link or a go link; a path of this site or of the web. */
    url: z.string().nullable(),
    owner: PersonReference.nullable(),
    changedAt: z.iso.datetime(),
    verifiedBy: z.string().nullable(),
    verifiedUntil: z.iso.date().nullable(),
    /** Nobody has said lately that it still holds. */
    isExpired: z.boolean(),
    /** Null: for everybody; otherwise those groups of the viewer's for which it is. */
    forGroups: z.array(z.string()).nullable(),
  })
  .meta({ id: 'KnowledgeAnswer' });
export type KnowledgeAnswer = z.infer<typeof KnowledgeAnswer>;

/** An answer on its own page. */
export const AnswerDetail = KnowledgeAnswer.extend({
  /** Other ways to ask. */
  questions: z.array(z.string()),
  /** As it is kept, for those who may change it; null for others. */
  entry: AnswerCard.nullable(),
}).meta({ id: 'AnswerDetail' });
export type AnswerDetail = z.infer<typeof AnswerDetail>;

/** Where a go link leads to, or what there is instead. */
export const GoAnswer = z
  .object({
    name: z.string(),
    /** Null: there is no such link for this viewer. */
    url: z.string().nullable(),
    similar: z.array(z.object({ name: z.string(), description: z.string() })),
    mayCreate: z.boolean(),
  })
  .meta({ id: 'GoAnswer' });
export type GoAnswer = z.infer<typeof GoAnswer>;

const WEB = /^https?:\/\/[^\s/?#@]+(?:[/?#]|$)/i;

function isTarget(target: string): boolean {
  // A backslash is a slash to browsers, and control characters are dropped by them: both can hide a host (WHATWG URL, §4.4).
  if (/[\\\p{Cc}\s]/u.test(target)) return false;
  return target.startsWith('/') ? !target.startsWith('//') : WEB.test(target);
}

/** What somebody types must never become a host or a scheme. */
function hasSafePlace(target: string): boolean {
  const host = /^https?:\/\/[^/?#]*/i.exec(target)?.[0] ?? target.slice(0, 2);
  return !/%s|\{\}/.test(host) && !/^\/?(?:%s|\{\})/.test(target);
}
