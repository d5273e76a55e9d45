/**
 * Words that say nothing about what is meant, in questions typed in English or German. Only left out of a query while others
 * remain, and never inside quotes. The index keeps them all.
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about an and any are as at be been but by can could did do does for from had has have how i if in into is it its me my no not
  of on or our please should so than that the their them then there these they this those to us was we were what when where which
  who whom why will with would you your
  aber als am an auch auf aus bei bin bis das dass dem den der des die ein eine einem einen einer eines er es fur gibt hat ich ihr im
  ist kann mit nach nicht oder sich sie sind uber um und uns unser von vor was welche wer wie wir wird wo zu zum zur`.split(
    /\s+/,
  ),
);

/** Takes a folded word. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
