import { doubleMetaphone } from 'double-metaphone';

/**
 * How a romanised word sounds to an English ear: one or two codes of consonants (L. Philips, "The double metaphone search
 * algorithm", 2000). Words of a single consonant have none: "Mia" and "Moe" are not alike.
 */
export function soundsOf(romanised: string): readonly string[] {
  return [...new Set(doubleMetaphone(romanised))].filter((code) => code.length >= 2);
}
