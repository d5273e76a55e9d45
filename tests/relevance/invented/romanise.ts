/** BGN/PCGN 1947 for Russian, as passports and colleagues write it. */
const CYRILLIC: Record<string, string> = Object.fromEntries(
  'а a,б b,в v,г g,д d,е e,ё yo,ж zh,з z,и i,й y,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ф f,х kh,ц ts,ч ch,ш sh,щ shch,ъ ,ы y,ь ,э e,ю yu,я ya'
    .split(',')
    .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
);

/** ELOT 743, letter pairs first. */
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/ου/g, 'ou'],
  [/αυ/g, 'av'],
  [/ευ/g, 'ev'],
  [/γγ/g, 'ng'],
  [/γκ/g, 'gk'],
  [/^μπ/g, 'b'],
];
const GREEK: Record<string, string> = Object.fromEntries(
  'α a,β v,γ g,δ d,ε e,ζ z,η i,θ th,ι i,κ k,λ l,μ m,ν n,ξ x,ο o,π p,ρ r,σ s,ς s,τ t,υ y,φ f,χ ch,ψ ps,ω o'
    .split(',')
    .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
);

/** A name in Latin letters, each word with a capital. */
export function romanise(name: string, script: 'cyrillic' | 'greek'): string {
  return name
    .split(' ')
    .map((word) => capitalised(script === 'cyrillic' ? letters(word.toLowerCase(), CYRILLIC) : greek(word)))
    .join(' ');
}

function greek(word: string): string {
  const plain = word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  return letters(
    GREEK_PAIRS.reduce((text, [pair, latin]) => text.replaceAll(pair, latin), plain),
    GREEK,
  );
}

function letters(word: string, table: Record<string, string>): string {
  return [...word].map((letter) => table[letter] ?? letter).join('');
}

function capitalised(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

/** As on a keyboard without accents. */
export function withoutAccents(text: string): string {
  const letters: Record<string, string> = { ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', æ: 'ae', Æ: 'Ae', ß: 'ss', ı: 'i' };
  return [...text.normalize('NFD').replaceAll(/\p{M}/gu, '')].map((letter) => letters[letter] ?? letter).join('');
}

/** As Germans and Scandinavians write without umlauts: ue, oe, ae, aa, ss. */
export function expanded(text: string): string {
  const letters: Record<string, string> = {
    ü: 'ue',
    ö: 'oe',
    ä: 'ae',
    ø: 'oe',
    å: 'aa',
    æ: 'ae',
    Ü: 'Ue',
    Ö: 'Oe',
    Ä: 'Ae',
    Ø: 'Oe',
    Å: 'Aa',
    ß: 'ss',
  };
  return withoutAccents([...text.normalize('NFC')].map((letter) => letters[letter] ?? letter).join(''));
}
