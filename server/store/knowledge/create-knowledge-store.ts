import type { Database } from '../database.ts';
import { createCardStore } from './cards.ts';
import type { KnowledgeStore } from './knowledge-state.ts';
import { createPostStore } from './posts.ts';
import { createQuestionStore } from './questions.ts';
import { createReadStore } from './reads.ts';

export function createKnowledgeStore(database: Database): KnowledgeStore {
  return {
    cards: createCardStore(database),
    questions: createQuestionStore(database),
    posts: createPostStore(database),
    reads: createReadStore(database),
  };
}
