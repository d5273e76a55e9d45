/**
 * Names from one metadata field. Semicolons and "and" separate; a comma does too when every part is a whole name of its own
 * ("Koen Verbruggen, Aminata Diallo"), and otherwise stands between surname and given name ("Verbruggen, Koen").
 */
export function splitAuthors(text: string | undefined): string[] {
  const names = (text ?? '')
    .split(/\s*;\s*|\s+and\s+|\s+&\s+/)
    .map(tidyName)
    .flatMap(splitAtCommas);
  return [...new Set(names.filter((name) => /\p{L}/u.test(name)))];
}

function splitAtCommas(text: string): string[] {
  const parts = text.split(/\s*,\s*/).filter((part) => part !== '');
  return parts.every(isWholeName) || parts.length > 2 ? parts : [text];
}

function isWholeName(part: string): boolean {
  return part.includes(' ') || part.includes('@');
}

function tidyName(name: string): string {
  return name.replace(/[\s\0]+/g, ' ').trim();
}
