import type { SignInRefusal } from './authenticator.ts';

const ASK_IT = 'Ask your IT department.';

/**
 * What a person is told, by code. Everything but `wrong-credentials` gives away that the account exists and that the password
 * was right, so it is only ever said to whoever typed the right one (see `PasswordVerdict`).
 */
export const SIGN_IN_REFUSALS: Record<SignInRefusal, string> = {
  'wrong-credentials': 'User name or password is wrong.',
  'account-disabled': `The account is switched off in the directory. ${ASK_IT}`,
  'account-expired': `The account has expired in the directory. ${ASK_IT}`,
  'password-expired': 'Change your password at your computer or in your company’s password portal, then sign in here again.',
  'password-change-required':
    'The directory wants a new password. Change it at your computer or in your company’s password portal, then sign in here again.',
  'sign-in-hours': `The directory allows this account to sign in at certain hours only. ${ASK_IT}`,
  'sign-in-place': `The directory allows this account to sign in at certain computers only. ${ASK_IT}`,
  'account-excluded': `It is not the account of a person, or is excluded from the directory that Atrium shows. ${ASK_IT}`,
  'not-in-directory': 'New accounts are known after the next reading of the directory, within 15 minutes. Try again then.',
};
