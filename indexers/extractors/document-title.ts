const LONGEST = 300;

/** What programs put into the title when nobody gave one. */
const JUNK = [
  /^(untitled|unbenannt|sans titre|sin título|document|dokument|presentation|präsentation)?[\s_-]*\d*$/i,
  /^(microsoft|libreoffice|openoffice)\s+(word|excel|powerpoint|writer|calc|impress)\b/i,
  /\.(docx?|dotx?|odt|rtf|pdf|tex|dvi|ps|indd|qxd|pptx?|xlsx?|html?|txt|md|fm|wpd|pub|p65|cdr)$/i,
  /^(file|https?):\/\//i,
  /^[A-Za-z]:\\/,
  /^(title|no title|kein titel|new document|neues dokument|slide \d+|page \d+|template|vorlage)$/i,
];

/** A title from a file's metadata, or undefined for what is none: empty, the name of a file or of the program. */
export function usableTitle(text: string | undefined): string | undefined {
  const title = text?.replace(/[\s\0]+/g, ' ').trim();
  if (title === undefined || title === '' || title.length > LONGEST || !/\p{L}/u.test(title)) return undefined;
  return JUNK.some((pattern) => pattern.test(title)) ? undefined : title;
}
