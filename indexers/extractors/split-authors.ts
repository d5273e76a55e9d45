/** What programs write where nobody has said who they are: nobody's name. */
const NOBODY = [
  /\bmicrosoft office[\s-](user|anwender|benutzer|gebruiker)$/i,
  /^((windows|office|default|registered|unknown|valued|preferred|unbekannter)[\s-])?(user|benutzer|anwender|gebruiker|author|autor|customer)$/i,
  /^(usuario|utilisateur|utente|auteur|admin|administrator|administrateur|administrador|root|owner)$/i,
  /^(unknown|unbekannt|inconnu|desconocido|anonymous|anonym|none|n\/a|un-?named)$/i,
  /^(python-docx|python-pptx|openpyxl|xlsxwriter|(apache )?poi|phpword|phpexcel|epplus|exceljs|sheetjs|docx4j|aspose|pandoc)$/i,
  /^(libreoffice|openoffice(\.org)?|google (docs|sheets|slides)|microsoft (word|excel|powerpoint)|wkhtmltopdf|jasperreports)$/i,
];
/** "van der Berg": a surname, however many words it has. */
const SURNAME = /^((van|von|vom|zu|zum|zur|de|den|der|del|della|dos|ten|ter|te)\s)+\S+$/i;

/**
 * Names from one metadata field. Semicolons and "and" separate; a comma does too when every part is a whole name of its own
 * ("Koen Verbruggen, Aminata Diallo"), and otherwise stands between surname and given name ("Verbruggen, Koen").
 */
export function splitAuthors(text: string | undefined): string[] {
  const names = (text ?? '')
    .split(/\s*;\s*|\s+(?:and|und|&)\s+/)
    .map(tidyName)
    .flatMap(splitAtCommas);
  return [...new Set(names.filter((name) => /\p{L}/u.test(name) && !NOBODY.some((pattern) => pattern.test(name))))];
}

function splitAtCommas(text: string): string[] {
  const parts = text.split(/\s*,\s*/).filter((part) => part !== '');
  if (parts.length === 2 && SURNAME.test(parts[0] ?? '')) return [text];
  return parts.every(isWholeName) || parts.length > 2 ? parts : [text];
}

function isWholeName(part: string): boolean {
  return part.includes(' ') || part.includes('@');
}

function tidyName(name: string): string {
  return name.replace(/[\s\0]+/g, ' ').trim();
}
