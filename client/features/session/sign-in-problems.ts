import type { SignInProblem } from '../../../server/contract/session.ts';
import { ApiError } from '../../lib/api.ts';
import { catalogue } from '../../lib/language.ts';
import { words } from './words.ts';

interface Words {
  title: string;
  atProvider: string;
  byProxy: string;
}

/** `nobody`: the proxy sent no name at all. */
type ProblemWords = Record<SignInProblem | 'nobody', Words>;

/** What each code means to people. Only the code comes with the address, so no link can put words on this page. */
export const signInProblems = catalogue<ProblemWords>({ en: english(), de: german() });

function english(): ProblemWords {
  const atProvider = 'Try again. If it happens again, tell your IT department: the cause is in Atrium’s audit log.';
  const byProxy = 'Tell your IT department: the cause is in Atrium’s audit log.';
  const notYet = 'New colleagues are known after the next reading of the directory. Try again later, or ask your IT department.';
  const whichOne = 'It is not clear which one you are, so nobody is signed in. Tell your IT department.';
  return {
    cancelled: { title: 'The sign-in was cancelled', atProvider: 'You can begin again.', byProxy },
    interrupted: {
      title: 'This sign-in cannot go on',
      atProvider: 'It was begun in another window, took longer than ten minutes, or was finished before. Begin again.',
      byProxy,
    },
    'not-accepted': { title: 'This sign-in could not be verified', atProvider, byProxy },
    'no-name': { title: 'It is not clear who you are', atProvider, byProxy },
    'not-in-directory': { title: 'Your account is not in the directory yet', atProvider: notYet, byProxy: notYet },
    ambiguous: { title: 'Several colleagues have your sign-in name', atProvider: whichOne, byProxy: whichOne },
    'provider-unavailable': {
      title: 'The sign-in service does not answer',
      atProvider: 'Try again in a minute.',
      byProxy,
    },
    nobody: {
      title: 'Atrium does not know who you are',
      atProvider,
      byProxy:
        'Your company signs you in before you reach Atrium, but no name came with you. Open Atrium at its usual address and sign in there. If you did, tell your IT department.',
    },
  };
}

function german(): ProblemWords {
  const atProvider =
    'Versuchen Sie es noch einmal. Geschieht es wieder, sagen Sie es Ihrer IT-Abteilung: Der Grund steht im Protokoll von Atrium.';
  const byProxy = 'Sagen Sie es Ihrer IT-Abteilung: Der Grund steht im Protokoll von Atrium.';
  const notYet =
    'Neue Kolleginnen und Kollegen sind bekannt, sobald das Verzeichnis wieder gelesen wurde. Versuchen Sie es später, oder fragen Sie Ihre IT-Abteilung.';
  const whichOne = 'Es ist nicht klar, wer davon Sie sind; darum wird niemand angemeldet. Sagen Sie es Ihrer IT-Abteilung.';
  return {
    cancelled: { title: 'Die Anmeldung wurde abgebrochen', atProvider: 'Sie können von vorn beginnen.', byProxy },
    interrupted: {
      title: 'Diese Anmeldung kann nicht weitergehen',
      atProvider:
        'Sie wurde in einem anderen Fenster begonnen, dauerte länger als zehn Minuten oder war schon beendet. Beginnen Sie von vorn.',
      byProxy,
    },
    'not-accepted': { title: 'Diese Anmeldung konnte nicht geprüft werden', atProvider, byProxy },
    'no-name': { title: 'Es ist nicht klar, wer Sie sind', atProvider, byProxy },
    'not-in-directory': { title: 'Ihr Konto steht noch nicht im Verzeichnis', atProvider: notYet, byProxy: notYet },
    ambiguous: { title: 'Mehrere Personen haben Ihren Anmeldenamen', atProvider: whichOne, byProxy: whichOne },
    'provider-unavailable': {
      title: 'Der Anmeldedienst antwortet nicht',
      atProvider: 'Versuchen Sie es in einer Minute noch einmal.',
      byProxy,
    },
    nobody: {
      title: 'Atrium weiß nicht, wer Sie sind',
      atProvider,
      byProxy:
        'Ihr Unternehmen meldet Sie an, bevor Sie zu Atrium kommen, aber es kam kein Name mit. Öffnen Sie Atrium unter der üblichen Adresse und melden Sie sich dort an. Haben Sie das getan, sagen Sie es Ihrer IT-Abteilung.',
    },
  };
}

export function isSignInProblem(code: string | null): code is SignInProblem {
  return code !== null && code !== 'nobody' && Object.hasOwn(signInProblems(), code);
}

/** What the form says. Where the detail is the whole message, a title above it would only say it twice. */
export function refusalInWords(error: Error): { title: string; text: string | undefined } {
  if (!(error instanceof ApiError)) return { title: words().somethingWrong, text: undefined };
  if (error.code === 'wrong-credentials') return { title: error.title, text: words().checkBoth };
  const [first = error.title, ...rest] =
    error.code === 'too-many-requests' ? sentences(error.detail) : [error.title, error.detail];
  return { title: first, text: rest.filter(Boolean).join(' ') || undefined };
}

function sentences(text = ''): string[] {
  return text === '' ? [] : text.split(/(?<=\.)\s+/).map((sentence, at) => (at === 0 ? sentence.replace(/\.$/, '') : sentence));
}
