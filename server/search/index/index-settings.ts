import type { Settings } from 'meilisearch';

/**
 * Settings we own, defaults included: comparing them tells whether the engine has what we want. Synonyms and embedders are not
 * among them, because they are data.
 */
const OWNED = [
  'searchableAttributes',
  'displayedAttributes',
  'filterableAttributes',
  'sortableAttributes',
  'rankingRules',
  'stopWords',
  'distinctAttribute',
  'proximityPrecision',
  'typoTolerance',
  'faceting',
  'pagination',
  'facetSearch',
  'prefixSearch',
  'searchCutoffMs',
] as const satisfies (keyof Settings)[];

export type OwnedSettings = Required<Pick<Settings, (typeof OWNED)[number]>>;

/** Totals are exact up to this many and said to be "at least" beyond it. */
export const MOST_HITS = 10_000;

/** Filtered by equality only: half the disk and time of the default, which builds trees for comparing and for facet search. */
const equality = (...attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison: false } },
});

const comparison = (...attributePatterns: string[]) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison: true } },
});

export const PEOPLE_SETTINGS: OwnedSettings = {
  searchableAttributes: [
    'name',
    'nameFold',
    'uid',
    'email',
    'emailLocal',
    'initials',
    'nick',
    'extensions',
    'phoneDigits',
    'employeeNumberForms',
    'title',
    'skills',
    'department',
    'location',
    'room',
    'languages',
    'bio',
    'sounds',
  ],
  displayedAttributes: ['*'],
  filterableAttributes: [equality('id', 'schema', 'source', 'department', 'location')],
  sortableAttributes: ['sortName'],
  // Whole names before beginnings of names: of many, only the first come to our own ranking.
  rankingRules: ['sort', 'words', 'typo', 'exactness', 'attribute', 'proximity'],
  stopWords: [],
  distinctAttribute: null,
  proximityPrecision: 'byWord',
  // Names are short: "Jhon" must find John. Digits and addresses are exact or wrong.
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 3, twoTypos: 7 },
    disableOnWords: [],
    disableOnAttributes: ['phoneDigits', 'extensions', 'employeeNumberForms', 'initials', 'nick', 'sounds', 'room'],
    disableOnNumbers: true,
  },
  faceting: { maxValuesPerFacet: 200, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: MOST_HITS },
  facetSearch: false,
  prefixSearch: 'indexingTime',
  searchCutoffMs: 1500,
};

const OF_DOCUMENTS = [
  'schema',
  'documentId',
  'aclNodes',
  'source',
  'label',
  'mediaType',
  'language',
  'authors',
  'authorIds',
] as const;

export const PASSAGE_SETTINGS: OwnedSettings = {
  searchableAttributes: ['title', 'name', 'heading', 'authors', 'folders', 'nameCodes', 'codes', 'text'],
  displayedAttributes: ['*'],
  filterableAttributes: [equality(...OF_DOCUMENTS, 'folderAt.*'), comparison('modifiedAt', 'aclId')],
  sortableAttributes: ['modifiedAt'],
  rankingRules: ['sort', 'words', 'exactness', 'proximity', 'attribute', 'typo'],
  // Questions lose their stop words before they get here; in a phrase ("out of office") they count.
  stopWords: [],
  // Asked for with each search that wants it: reading a document needs all of its passages.
  distinctAttribute: null,
  // Half the indexing time and disk; the nearness of words is judged by our own ranker.
  proximityPrecision: 'byAttribute',
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnWords: [],
    disableOnAttributes: ['codes', 'nameCodes'],
    disableOnNumbers: true,
  },
  faceting: { maxValuesPerFacet: 200, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: MOST_HITS },
  facetSearch: false,
  prefixSearch: 'indexingTime',
  searchCutoffMs: 1500,
};

/** Found by their vectors alone: no word of them is searched for. */
export const VECTOR_SETTINGS: OwnedSettings = {
  ...PASSAGE_SETTINGS,
  searchableAttributes: [],
  // Not by folder: what is near in meaning is looked up among the passages, where folders are known.
  filterableAttributes: [equality(...OF_DOCUMENTS), comparison('modifiedAt', 'aclId')],
  sortableAttributes: [],
  rankingRules: ['words'],
  typoTolerance: {
    enabled: false,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnWords: [],
    disableOnAttributes: [],
    disableOnNumbers: true,
  },
  prefixSearch: 'disabled',
};

/** Changing one of these has every document indexed again; the others take effect at once. */
const REINDEXING: readonly (typeof OWNED)[number][] = [
  'searchableAttributes',
  'filterableAttributes',
  'sortableAttributes',
  'stopWords',
  'proximityPrecision',
  'typoTolerance',
  'facetSearch',
  'prefixSearch',
];

export interface SettingsDifference {
  /** Only what differs, ready to be sent. */
  changes: Partial<OwnedSettings>;
  /** True when sending them would have every document indexed again. */
  reindexes: boolean;
}

/** What of the wanted settings an index does not have; undefined when it has them all. */
export function settingsDifference(actual: Record<string, unknown>, wanted: OwnedSettings): SettingsDifference | undefined {
  const different = OWNED.filter((name) => {
    const ordered = ORDERED.includes(name);
    return canonical(actual[name], ordered) !== canonical(wanted[name], ordered);
  });
  if (different.length === 0) return undefined;
  return {
    changes: Object.fromEntries(different.map((name) => [name, wanted[name]])),
    reindexes: different.some((name) => REINDEXING.includes(name)),
  };
}

/** In these the order of words has a meaning; Meilisearch sorts the others. */
const ORDERED: readonly string[] = ['searchableAttributes', 'rankingRules'];

/** The same text for the same value: keys in order, and lists of words too unless their order counts. */
function canonical(value: unknown, ordered: boolean): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (Array.isArray(part)) return !ordered && part.every((item) => typeof item === 'string') ? part.toSorted() : part;
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
