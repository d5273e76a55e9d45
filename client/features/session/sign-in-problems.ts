import type { SignInProblem } from '../../../server/contract/session.ts';
import { ApiError } from '../../lib/api.ts';

interface Words {
  title: string;
  atProvider: string;
  byProxy: string;
}

const AT_PROVIDER = 'Try again. If it happens again, tell your IT department: the cause is in Atrium’s audit log.';
const BY_PROXY = 'Tell your IT department: the cause is in Atrium’s audit log.';
const NOT_YET = 'New colleagues are known after the next reading of the directory. Try again later, or ask your IT department.';
const WHICH_ONE = 'It is not clear which one you are, so nobody is signed in. Tell your IT department.';

/** What each code means to people. Only the code comes with the address, so no link can put words on this page. */
export const SIGN_IN_PROBLEMS: Record<SignInProblem, Words> = {
  cancelled: { title: 'The sign-in was cancelled', atProvider: 'You can begin again.', byProxy: BY_PROXY },
  interrupted: {
    title: 'This sign-in cannot go on',
    atProvider: 'It was begun in another window, took longer than ten minutes, or was finished before. Begin again.',
    byProxy: BY_PROXY,
  },
  'not-accepted': { title: 'This sign-in could not be verified', atProvider: AT_PROVIDER, byProxy: BY_PROXY },
  'no-name': { title: 'It is not clear who you are', atProvider: AT_PROVIDER, byProxy: BY_PROXY },
  'not-in-directory': {
    title: 'Your account is not in the directory yet',
    atProvider: NOT_YET,
    byProxy: NOT_YET,
  },
  ambiguous: {
    title: 'Several colleagues have your sign-in name',
    atProvider: WHICH_ONE,
    byProxy: WHICH_ONE,
  },
  'provider-unavailable': {
    title: 'The sign-in service does not answer',
    atProvider: 'Try again in a minute.',
    byProxy: BY_PROXY,
  },
};

export function isSignInProblem(code: string | null): code is SignInProblem {
  return code !== null && Object.hasOwn(SIGN_IN_PROBLEMS, code);
}

/** What the form says. Where the detail is the whole message, a title above it would only say it twice. */
export function refusalInWords(error: Error): { title: string; text: string | undefined } {
  if (!(error instanceof ApiError)) return { title: 'Something went wrong', text: undefined };
  if (error.code === 'wrong-credentials') return { title: error.title, text: 'Check both, and whether Caps Lock is on.' };
  const [first = error.title, ...rest] =
    error.code === 'too-many-requests' ? sentences(error.detail) : [error.title, error.detail];
  return { title: first, text: rest.filter(Boolean).join(' ') || undefined };
}

function sentences(text = ''): string[] {
  return text === '' ? [] : text.split(/(?<=\.)\s+/).map((sentence, at) => (at === 0 ? sentence.replace(/\.$/, '') : sentence));
}
