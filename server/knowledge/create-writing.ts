import type { RecordSink } from '#indexers/types.ts';
import type { Config } from '../config/schema.ts';
import { createCuration } from '../curation/create-curation.ts';
import type { Rosters } from '../people/roster.ts';
import type { SearchService } from '../search/search-service.ts';
import type { SourceRegistry } from '../sources/source-registry.ts';
import type { StateStore } from '../store/state-store.ts';
import { type CardDesk, createCardDesk } from './card-desk.ts';
import { createKnowledge, type Knowledge } from './knowledge.ts';
import { createPosts, type Posts } from './posts.ts';
import { createQuestions, type Questions } from './questions.ts';
import { createReads, type Reads } from './reads.ts';
import { createSelves, type Selves } from './selves.ts';
import { createTeams } from './teams.ts';
import type { WrittenSource } from './written-source.ts';

/** What people write and what comes of it. */
export interface Writing {
  knowledge: Knowledge;
  desk: CardDesk;
  questions: Questions;
  posts: Posts;
  reads: Reads;
  selves: Selves;
}

export function createWriting(options: {
  store: StateStore;
  search: SearchService;
  rosters: Rosters;
  written: WrittenSource;
  sink: Pick<RecordSink, 'remove'>;
  sources: SourceRegistry;
  config: Pick<Config, 'knowledge'>;
}): Writing {
  const { store, search, rosters, written, sink, sources, config } = options;
  const ids = () => sources.ids;
  const selves = createSelves({ directory: store.directory, sources: ids });
  const desk = createCardDesk({ store, selves });
  const teams = createTeams({ rosters, selves });
  return {
    selves,
    desk,
    knowledge: createKnowledge({ cards: store.knowledge.cards, curation: createCuration({ store: store.curation }), selves }),
    questions: createQuestions({ store, selves, desk, search, teams }),
    posts: createPosts({ store, sources, selves, written, sink, announcers: config.knowledge.announcers }),
    reads: createReads({ reads: store.knowledge.reads }),
  };
}
