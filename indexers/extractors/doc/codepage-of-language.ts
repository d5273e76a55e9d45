/** Primary languages (the lower ten bits of a Windows language number) that do not use code page 1252. */
const BY_LANGUAGE: Readonly<Record<number, number>> = {
  1: 1256, // Arabic
  2: 1251, // Bulgarian
  5: 1250, // Czech
  8: 1253, // Greek
  13: 1255, // Hebrew
  14: 1250, // Hungarian
  17: 932, // Japanese
  18: 949, // Korean
  21: 1250, // Polish
  24: 1250, // Romanian
  25: 1251, // Russian
  26: 1250, // Croatian
  27: 1250, // Slovak
  30: 874, // Thai
  31: 1254, // Turkish
  32: 1256, // Urdu
  34: 1251, // Ukrainian
  35: 1251, // Belarusian
  36: 1250, // Slovenian
  37: 1257, // Estonian
  38: 1257, // Latvian
  39: 1257, // Lithuanian
  41: 1256, // Persian
  42: 1258, // Vietnamese
  47: 1251, // Macedonian
};
/** Chinese and Serbian differ by country. */
const BY_LOCALE: Readonly<Record<number, number>> = { 1028: 950, 2052: 936, 3076: 950, 4100: 936, 3098: 1251 };

/** The Windows code page of a language number (MS-LCID). */
export function codepageOfLanguage(language: number): number {
  return BY_LOCALE[language] ?? BY_LANGUAGE[language & 0x3ff] ?? 1252;
}
