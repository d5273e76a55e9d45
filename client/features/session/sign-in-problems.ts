import type { SignInProblem } from '../../../server/contract/session.ts';

interface Words {
  title: string;
  atProvider: string;
  byProxy: string;
}

const AT_PROVIDER = 'Try again; if it happens again, tell your administrator. The audit log of Atrium has the cause.';
const BY_PROXY = 'Tell your administrator. The audit log of Atrium has the cause.';

/** What each code means to people. Only the code comes with the address, so no link can put words on this page. */
export const SIGN_IN_PROBLEMS: Record<SignInProblem, Words> = {
  cancelled: { title: 'The sign-in was cancelled', atProvider: 'You can begin again.', byProxy: BY_PROXY },
  interrupted: {
    title: 'This sign-in cannot go on',
    atProvider: 'It was begun in another window, took longer than ten minutes, or was finished before. Begin again.',
    byProxy: BY_PROXY,
  },
  'not-accepted': { title: 'The answer of the sign-in service was not accepted', atProvider: AT_PROVIDER, byProxy: BY_PROXY },
  'no-name': { title: 'It is not clear who you are', atProvider: AT_PROVIDER, byProxy: BY_PROXY },
  'not-in-directory': {
    title: 'Your account is not in the directory yet',
    atProvider: 'Atrium knows new colleagues after it has read the directory again. Try later, or ask your administrator.',
    byProxy: 'Atrium knows new colleagues after it has read the directory again. Try later, or ask your administrator.',
  },
  ambiguous: {
    title: 'Several colleagues have your name',
    atProvider: 'It cannot be told which one you are, so nobody is signed in. Tell your administrator.',
    byProxy: 'It cannot be told which one you are, so nobody is signed in. Tell your administrator.',
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
