/** Every way a request or a command can fail on purpose, with the HTTP status it maps to and a title for people. */
const CODES = {
  'invalid-request': [400, 'The request is not valid'],
  'secret-needed': [400, 'A password has to be entered again'],
  'not-signed-in': [401, 'Please sign in'],
  'wrong-credentials': [401, 'User name or password is wrong'],
  forbidden: [403, 'You may not do this'],
  'account-disabled': [403, 'This account is disabled'],
  'account-expired': [403, 'This account has expired'],
  'password-expired': [403, 'Your password has expired'],
  'password-change-required': [403, 'Your password has to be changed first'],
  'sign-in-hours': [403, 'This account may not sign in at this time'],
  'sign-in-place': [403, 'This account may not sign in from here'],
  'account-excluded': [403, 'This account may not use Atrium'],
  'not-in-directory': [403, 'Atrium does not know this account yet'],
  'wrong-setup-code': [403, 'This setup address is not valid any more'],
  'not-found': [404, 'There is nothing here'],
  'no-picture': [404, 'There is no picture of this'],
  conflict: [409, 'This cannot be done right now'],
  'managed-by-file': [409, 'This is set up in the configuration file'],
  'golden-broken': [409, 'Golden queries would find too late what they are for'],
  'too-large': [413, 'The request is too large'],
  'range-not-satisfiable': [416, 'The requested range is outside the file'],
  'misdirected-request': [421, 'This is not the address of Atrium'],
  'too-many-requests': [429, 'Too many requests, please wait a moment'],
  'storage-full': [507, 'There is no space left to write this down'],
  internal: [500, 'Something went wrong on our side'],
  'search-unavailable': [503, 'Search is not available right now'],
  'directory-unavailable': [503, 'The directory cannot be reached'],
  'directory-misconfigured': [503, 'Nobody can sign in at the moment'],
  'provider-unavailable': [503, 'The sign-in service cannot be reached'],
  'source-unavailable': [503, 'The place where this is kept cannot be reached'],
  'invalid-configuration': [500, 'The configuration is not valid'],
  'meilisearch-unavailable': [503, 'Meilisearch is not available'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ErrorCode = keyof typeof CODES;

/** The one error class: anything else that is thrown is a defect and becomes a bare 500. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  /** For invalid input: which field, and what is wrong with it. */
  readonly errors: { path: string; message: string }[] | undefined;

  constructor(code: ErrorCode, detail: string, options: { cause?: unknown; errors?: { path: string; message: string }[] } = {}) {
    super(detail, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    [this.status, this.title] = CODES[code];
    this.errors = options.errors;
  }
}
