import type { Viewer } from '../access/viewer.ts';
import {
  type Ask,
  type Inbox,
  type InboxCount,
  MOST_QUESTIONS_A_DAY,
  type Question,
  type WriteAnswer,
} from '../contract/questions.ts';
import { AppError } from '../errors.ts';
import { foldedLine } from '../search/query/parse-query.ts';
import type { SearchService } from '../search/search-service.ts';
import type { StoredQuestion } from '../store/knowledge/knowledge-state.ts';
import type { StateStore, StoredPerson } from '../store/state-store.ts';
import type { CardDesk } from './card-desk.ts';
import { isExpired, presentAnswer } from './present-card.ts';
import type { Selves } from './selves.ts';
import type { Team, Teams } from './teams.ts';

/**
 * Questions of people to people. One is known to who asks, to who is asked and to administrators, until its answer is a card. Two
 * who ask the same do not learn of each other, nor whom the other's question went to: experts are those that the asker may see.
 */
export interface Questions {
  /** Whom a question would go to. */
  routes(
    text: string,
    viewer: Viewer,
    signal: AbortSignal,
  ): Promise<{ experts: StoredPerson[]; teams: Team[]; otherwise: StoredPerson | undefined }>;
  /** Throws AppError `too-many-requests`, `invalid-request` for an unknown team. */
  ask(question: Ask, viewer: Viewer, signal: AbortSignal): Promise<Question>;
  /** Throws AppError `not-found` for whom it does not concern. */
  get(id: number, viewer: Viewer): Question;
  /** Makes an answer of it and tells everybody who asked. Throws AppError `conflict` when somebody else was quicker. */
  answer(id: number, answer: WriteAnswer, viewer: Viewer): Question;
  /** It is not for me. */
  decline(id: number, viewer: Viewer): void;
  /** I do not need to know any more. */
  withdraw(id: number, viewer: Viewer): void;
  inbox(viewer: Viewer): Inbox;
  count(viewer: Viewer): InboxCount;
  markRead(viewer: Viewer): void;
}

const MOST_EXPERTS = 3;
const MOST_SHOWN = 50;
const DAY = 24 * 3_600_000;

export function createQuestions(options: {
  store: StateStore;
  selves: Selves;
  desk: CardDesk;
  search: Pick<SearchService, 'experts'>;
  teams: Teams;
  now?: () => number;
}): Questions {
  const { store, selves, desk, search, teams, now = Date.now } = options;
  const { questions, cards } = store.knowledge;

  async function expertsFor(text: string, viewer: Viewer, signal: AbortSignal): Promise<StoredPerson[]> {
    const own = selves.of(viewer);
    const hits = await search.experts(text, { limit: MOST_EXPERTS + 1 }, viewer, signal);
    const people = hits.flatMap(({ person }) => selves.present(person.id) ?? []);
    return people.filter(({ id }) => !own.includes(id)).slice(0, MOST_EXPERTS);
  }

  /** Who is asked: the manager of the team, or experts, or one's own manager; nobody is left to administrators. */
  async function routeOf({ text, team }: Ask, viewer: Viewer, signal: AbortSignal): Promise<StoredPerson[]> {
    const self = selves.person(viewer);
    if (team !== undefined) {
      const found = await teams.named(team);
      const message = `There is no team "${team}" with a manager.`;
      if (found === undefined) throw new AppError('invalid-request', message, { errors: [{ path: 'team', message }] });
      return selves.of(viewer).includes(found.manager.id) ? [] : [found.manager];
    }
    const experts = await expertsFor(text, viewer, signal);
    if (experts.length > 0) return experts;
    const manager = selves.present(store.directory.managerOf(self)?.id ?? null);
    return manager === undefined ? [] : [manager];
  }

  function roleOf(question: StoredQuestion, viewer: Viewer) {
    const own = selves.of(viewer);
    const isMine = question.askers.some(({ person }) => own.includes(person));
    const isAsked = question.asked.some(({ person, hasDeclined }) => own.includes(person) && !hasDeclined);
    return { own, isMine, isAsked, mayKnow: isMine || isAsked || viewer.isAdmin };
  }

  function concerning(id: number, viewer: Viewer): StoredQuestion {
    const question = questions.get(id);
    if (question === undefined || !roleOf(question, viewer).mayKnow)
      throw new AppError('not-found', 'There is no such question, or it is not for you.');
    return question;
  }

  const namesOf = (ids: readonly string[]) =>
    [...new Set(ids)].flatMap((id) => {
      const person = selves.present(id);
      return person ? [{ id: person.id, name: person.person.name }] : [];
    });

  function present(question: StoredQuestion, viewer: Viewer): Question {
    const { own, isMine, isAsked } = roleOf(question, viewer);
    const isForMe = question.state === 'open' && (isAsked || (viewer.isAdmin && !hasAnybody(question)));
    const knowsAskers = isForMe || viewer.isAdmin || isAsked;
    const shown = knowsAskers ? question.askers : question.askers.filter(({ person }) => own.includes(person));
    const sent = question.asked.filter(({ forAsker }) => viewer.isAdmin || own.includes(forAsker));
    const card = question.card === null ? undefined : cards.get('answers', question.card);
    return {
      id: question.id,
      text: question.text,
      details: shown
        .map(({ details }) => details)
        .filter((details) => details !== '')
        .join('\n\n'),
      state: question.state,
      // Of the viewer's own asking: that another asked before is not theirs to know.
      askedAt: new Date(shown[0]?.at ?? question.createdAt).toISOString(),
      askedBy: knowsAskers ? namesOf(question.askers.map(({ person }) => person)) : [],
      sentTo: isMine || viewer.isAdmin ? namesOf(sent.map(({ person }) => person)) : [],
      isForMe,
      isMine,
      // Whoever asked is answered, whatever the audience of the card.
      answer: card ? presentAnswer(card, { viewer, selves, now: now() }) : null,
    };
  }

  function waitingFor(viewer: Viewer): StoredQuestion[] {
    const lonely = viewer.isAdmin ? questions.withoutAnybody(MOST_SHOWN) : [];
    return [...questions.waitingFor(selves.of(viewer), MOST_SHOWN), ...lonely];
  }

  function toVerify(viewer: Viewer) {
    const own = selves.of(viewer);
    const isMine = (owner: string | null) =>
      owner !== null && own.includes(owner) ? true : viewer.isAdmin && selves.present(owner) === undefined;
    return cards.list('answers').filter((card) => isExpired(card, now()) && isMine(card.owner));
  }

  return {
    async routes(text, viewer, signal) {
      const experts = text.trim() === '' ? [] : await expertsFor(text, viewer, signal);
      const own = selves.present(viewer.personId ?? null);
      const manager = own && selves.present(store.directory.managerOf(own)?.id ?? null);
      return { experts, teams: await teams.list(), otherwise: manager };
    },
    async ask(ask, viewer, signal) {
      const self = selves.person(viewer);
      const own = selves.of(viewer);
      if (questions.countSince(own, now() - DAY) >= MOST_QUESTIONS_A_DAY)
        throw new AppError(
          'too-many-requests',
          `You have asked ${MOST_QUESTIONS_A_DAY} questions within a day. Please ask again tomorrow.`,
        );
      const route = await routeOf(ask, viewer, signal);
      const line = foldedLine(ask.text);
      const id = store.transaction(() => {
        const same = questions.open(line)?.id ?? questions.add({ line, text: ask.text, at: now() });
        questions.addAsker(same, { person: self.id, details: ask.details, at: now() });
        for (const { id: person } of route) questions.ask(same, { person, forAsker: self.id });
        return same;
      });
      return present(concerning(id, viewer), viewer);
    },
    get: (id, viewer) => present(concerning(id, viewer), viewer),
    answer: (id, { text, link, audience, verifiedUntil }, viewer) =>
      store.transaction(() => {
        const question = concerning(id, viewer);
        if (!roleOf(question, viewer).isAsked && !viewer.isAdmin)
          throw new AppError('forbidden', 'This question was not sent to you.');
        if (question.state !== 'open') throw new AppError('conflict', 'This question has been answered or withdrawn meanwhile.');
        const entry = { questions: [question.text], text, audience, ...(link === undefined ? {} : { link }) };
        const card = desk.add('answers', { entry, verifiedUntil }, viewer);
        questions.setState(id, 'answered', { card: card.id, at: now() });
        for (const { person } of question.askers) questions.notify({ person, kind: 'answered', question: id, at: now() });
        return present(concerning(id, viewer), viewer);
      }),
    decline: (id, viewer) =>
      store.transaction(() => {
        const question = concerning(id, viewer);
        if (!roleOf(question, viewer).isAsked) throw new AppError('forbidden', 'This question was not sent to you.');
        questions.decline(id, selves.of(viewer));
        const left = questions.get(id);
        if (left === undefined || hasAnybody(left)) return;
        for (const { person } of question.askers) questions.notify({ person, kind: 'handed-on', question: id, at: now() });
      }),
    withdraw: (id, viewer) =>
      store.transaction(() => {
        const question = concerning(id, viewer);
        if (!roleOf(question, viewer).isMine) throw new AppError('forbidden', 'This is not your question.');
        questions.removeAsker(id, selves.of(viewer));
        if (question.state === 'open' && questions.get(id)?.askers.length === 0)
          questions.setState(id, 'withdrawn', { card: null, at: now() });
      }),
    inbox(viewer) {
      const own = selves.of(viewer);
      return {
        waiting: waitingFor(viewer).map((question) => present(question, viewer)),
        mine: questions.askedBy(own, MOST_SHOWN).map((question) => present(question, viewer)),
        toVerify: toVerify(viewer).map((card) => presentAnswer(card, { viewer, selves, now: now() })),
        notifications: questions.notifications(own, MOST_SHOWN).map((one) => ({
          id: one.id,
          kind: one.kind,
          questionId: one.question,
          text: one.text,
          at: new Date(one.at).toISOString(),
          isRead: one.isRead,
        })),
      };
    },
    count: (viewer) => ({
      waiting: waitingFor(viewer).length,
      toVerify: toVerify(viewer).length,
      unread: questions.countUnread(selves.of(viewer)),
    }),
    markRead: (viewer) => questions.markRead(selves.of(viewer), now()),
  };
}

/** Somebody who is asked and has not said no. */
function hasAnybody({ asked }: StoredQuestion): boolean {
  return asked.some(({ hasDeclined }) => !hasDeclined);
}
