import type { Section } from '../types/extraction.ts';

/** Below this a guess is right less than four times in five. */
const FEWEST_CHARACTERS = 60;
const SAMPLE_CHARACTERS = 1500;

/**
 * ISO 639-3 codes that franc may answer, with what BCP 47 calls them: the languages of European companies and the most spoken
 * others. The fewer there are to choose from, the more often it is right.
 */
const LANGUAGES: Readonly<Record<string, string>> = {
  ...{ eng: 'en', deu: 'de', fra: 'fr', spa: 'es', ita: 'it', por: 'pt', nld: 'nl', cat: 'ca', ron: 'ro', swe: 'sv', dan: 'da' },
  ...{ nob: 'no', nno: 'no', fin: 'fi', est: 'et', lit: 'lt', lav: 'lv', pol: 'pl', ces: 'cs', slk: 'sk', slv: 'sl', hrv: 'hr' },
  ...{ hun: 'hu', tur: 'tr', vie: 'vi', ind: 'id', rus: 'ru', ukr: 'uk', bul: 'bg', ell: 'el', heb: 'he', arb: 'ar', pes: 'fa' },
  ...{ hin: 'hi', tha: 'th', cmn: 'zh', jpn: 'ja', kor: 'ko' },
};

/** The language of a text (BCP 47), from its longest sections; undefined when there is too little of it or none is likely. */
export async function detectLanguage(sections: readonly Section[]): Promise<string | undefined> {
  const sample = takeSample(sections);
  if (sample.length < FEWEST_CHARACTERS) return undefined;
  const { franc } = await import('franc');
  return LANGUAGES[franc(sample, { only: Object.keys(LANGUAGES), minLength: FEWEST_CHARACTERS })];
}

/** Letters from the beginning, the middle and the end: titles and tables of contents often speak another language. */
function takeSample(sections: readonly Section[]): string {
  const own = sections.filter(({ part, text }) => part === undefined && text !== '');
  const chosen = [own[0], own[Math.floor(own.length / 2)], own.at(-1)];
  const texts = [...new Set(chosen)].map((section) => section?.text.slice(0, SAMPLE_CHARACTERS / 3) ?? '');
  return texts
    .join(' ')
    .replace(/https?:\S+|\S+@\S+|[^\p{L}\s]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
