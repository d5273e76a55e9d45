const LONGEST = 300;

/** What programs put into the title when nobody gave one. */
const JUNK = [
  /^(untitled|unbenannt|sans titre|sin título|document|dokument|presentation|präsentation)?[\s_-]*\d*$/i,
  /^(untitled|unbenanntes|unnamed|new|blank|scanned) (document|dokument|presentation|präsentation|page)$/i,
  /^(slide|folie|diapositiv[ae]?|dia|page|seite|sheet|tabelle|book|mappe|classeur|libro|cartel|layout|scan|image|bild)[\s_-]*\d*$/i,
  /^(word|excel|powerpoint)([\s-]+(document|dokument|presentation|präsentation|presentatie|worksheet|workbook|template|プレゼンテーション))?$/i,
  /^(présentation|presentación de|presentazione (standard )?di|apresentação do|prezentacja programu|präsentation) powerpoint$/i,
  /^(microsoft|libreoffice|openoffice)\s+(word|excel|powerpoint|writer|calc|impress)\b/i,
  /\.(docx?|dotx?|odt|rtf|pdf|tex|dvi|ps|indd|qxd|pptx?|xlsx?|html?|txt|md|fm|wpd|pub|p65|cdr)$/i,
  /^(file|https?):\/\//i,
  /^[A-Za-z]:\\/,
  /^(title|no title|kein titel|neues dokument|template|vorlage|full page photo|\(?anonymous\)?|no job name)$/i,
];

/** A title from a file's metadata, or undefined for what is none: empty, the name of a file or of the program. */
export function usableTitle(text: string | undefined): string | undefined {
  const title = text?.replace(/[\s\0]+/g, ' ').trim();
  if (title === undefined || title === '' || title.length > LONGEST || !/\p{L}/u.test(title)) return undefined;
  return JUNK.some((pattern) => pattern.test(title)) ? undefined : title;
}
