import { catalogue } from './language.ts';

interface ProblemWords {
  title: string;
  detail?: string;
}

/**
 * What the server's problem codes mean in another language than its own, for all that employees meet. A code that is missing is
 * shown in the server's words: it is for administrators, and says what no fixed sentence could.
 */
export const problemWords = catalogue<Readonly<Record<string, ProblemWords>>>({
  en: {},
  de: {
    'not-signed-in': { title: 'Bitte melden Sie sich an' },
    'wrong-credentials': { title: 'Benutzername oder Passwort ist falsch' },
    forbidden: { title: 'Das dürfen Sie nicht', detail: 'Das ist für Administratoren.' },
    'account-disabled': { title: 'Dieses Konto ist gesperrt', detail: 'Ihre IT-Abteilung kann es freigeben.' },
    'account-expired': { title: 'Dieses Konto ist abgelaufen', detail: 'Ihre IT-Abteilung kann es verlängern.' },
    'password-expired': { title: 'Ihr Passwort ist abgelaufen', detail: 'Ändern Sie es dort, wo Sie sich sonst anmelden.' },
    'password-change-required': {
      title: 'Ihr Passwort muss erst geändert werden',
      detail: 'Ändern Sie es dort, wo Sie sich sonst anmelden.',
    },
    'sign-in-hours': { title: 'Dieses Konto darf sich zu dieser Zeit nicht anmelden' },
    'sign-in-place': { title: 'Dieses Konto darf sich von hier aus nicht anmelden' },
    'account-excluded': { title: 'Dieses Konto darf Atrium nicht benutzen' },
    'not-in-directory': {
      title: 'Atrium kennt dieses Konto noch nicht',
      detail: 'Neue Konten sind bekannt, sobald das Verzeichnis wieder gelesen wurde.',
    },
    'not-found': { title: 'Hier ist nichts', detail: 'Es ist nicht mehr da, oder Sie dürfen es nicht sehen.' },
    'no-picture': { title: 'Davon gibt es kein Bild' },
    'too-large': { title: 'Das ist zu groß' },
    'too-many-requests': { title: 'Zu viele Anfragen', detail: 'Bitte warten Sie einen Augenblick.' },
    'storage-full': { title: 'Der Platz reicht nicht, um das aufzuschreiben', detail: 'Sagen Sie es Ihrer IT-Abteilung.' },
    internal: { title: 'Bei uns ist etwas schiefgegangen', detail: 'Versuchen Sie es noch einmal.' },
    'search-unavailable': {
      title: 'Die Suche ist gerade nicht erreichbar',
      detail: 'Versuchen Sie es in einer Minute noch einmal.',
    },
    'directory-unavailable': { title: 'Das Verzeichnis ist nicht erreichbar', detail: 'Versuchen Sie es später noch einmal.' },
    'directory-misconfigured': {
      title: 'Zurzeit kann sich niemand anmelden',
      detail: 'Ihre IT-Abteilung muss etwas einstellen.',
    },
    'provider-unavailable': {
      title: 'Der Anmeldedienst antwortet nicht',
      detail: 'Versuchen Sie es in einer Minute noch einmal.',
    },
    'source-unavailable': {
      title: 'Der Ort, an dem es liegt, ist nicht erreichbar',
      detail: 'Vielleicht wurde es verschoben oder gelöscht. Versuchen Sie es später noch einmal.',
    },
  },
});
