/**
 * Files without sentences for the console: the command line speaks English, as do starting and the log; forms and catalogues have
 * their languages in them; and there are lists of words of documents, of C and of other programs.
 */
export const NOT_SENTENCES = [
  /^server\/(commands|contract|demo|language|families|config)\//,
  /^server\/(cli|main|logger|metrics|small-heap|routes\/openapi|routes\/opensearch)\.ts$/,
  /^server\/store\/(migrations|authors|analytics|people-history|knowledge)\//,
  /^server\/store\/(database|ledger|ledger-questions|find-people|rows|directory-groups|directory-people)\.ts$/,
  /^server\/search\/(text|terms|documents|index|people)\//,
  /^server\/meilisearch\/(binary|child|membership)\.ts$/,
  /^server\/(access\/filter|people\/expertise)\.ts$/,
  /\.words\.ts$/,
  /\/form\.ts$/,
  /^indexers\/types\/source-form\.ts$/,
  /^indexers\/extractors\/(header-block|read-ppt|mail\/decompress-rtf)\.ts$/,
  /^indexers\/sources\/smb\/(libsmbclient|libsmbclient-context|local-members|samba-program)\.ts$/,
  /^indexers\/sources\/(nt-acl\/local-groups|drive\/acl\/get-xattr|ldap\/wire\/ldap-error)\.ts$/,
];

/**
 * Texts that need no German, by file: words for machines, names of products, defects that only the log tells, and what the tables say
 * in other pieces.
 */
export const NOT_SHOWN: Readonly<Record<string, readonly string[]>> = {
  'indexers/extractors/detect-compound.ts': ['POWERPOINT DOCUMENT'],
  'indexers/extractors/mail/parse-message.ts': ['nesting depth', 'header size', 'Forwarded mail'],
  'indexers/extractors/ooxml/ole-object.ts': ['PowerPoint Document'],
  'indexers/extractors/pdf/pdfium.ts': ['PDFium does not say where its memory is', 'PDFium memory: no {} bytes more'],
  'indexers/extractors/pdf/render-page.ts': ['PDFium memory: no room for the picture of a page'],
  'indexers/extractors/picture/picture-as-pdf.ts': ['q {} 0 0 {} 0 0 cm /I Do Q'],
  'indexers/extractors/read-html.ts': [
    'address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form header hr li main ol option p pre section summary table tbody td textarea tfoot th thead tr ul',
  ],
  'indexers/extractors/zip/read-directory.ts': ['strong encryption'],
  'indexers/sources/drive/acl/choose-reader.ts': ['"everyone" reads no permissions'],
  'indexers/sources/file-tree/questions.ts': ['no questions'],
  'indexers/sources/file-tree/to-items.ts': ['the walk refers to an access it has not sent ({})'],
  'indexers/sources/file-tree/watch-in-child.ts': ['what is saved is found at once'],
  'indexers/sources/ldap/delta/usn-scan.ts': ['CN=Deleted Objects,{}'],
  'indexers/sources/ldap/vendors.ts': [
    'limits anonymous size.pr=1000 size.prtotal=unlimited time=unlimited',
    'limits dn.exact="{}" size.pr=1000 size.prtotal=unlimited time=unlimited',
    '389 Directory Server / FreeIPA',
    'Active Directory',
  ],
  'indexers/sources/smb/smbclient-process.ts': ['Try "help"'],
  'indexers/sources/smb/smbclient-session.ts': ['getting file '],
  'indexers/sync/extract-in-child.ts': ['The pool was closed'],
  'indexers/sync/read-changes.ts': ['the reading has come to its end'],
  'indexers/sync/sync-source.ts': ['nobody follows the run any more'],
  'server/app.ts': ['trust proxy'],
  'server/audit/export-audit.ts': ['application/jsonl; charset=utf-8', 'text/csv; charset=utf-8; header=present'],
  'server/audit/who-asks.ts': ['{} (command line)'],
  'server/auth/create-authenticator.ts': ['auth.method "oidc" needs auth.oidc and server.publicUrl.'],
  'server/auth/sign-in-limits.ts': ['one by one', 'browsers of {}'],
  'server/auth/trusted-addresses.ts': ['"{}" is not an address or a range of addresses'],
  'server/curation/golden.ts': ['An employee'],
  'server/documents/shared-work.ts': ['Nobody waits for it any more.'],
  'server/jobs/active-run.ts': ['a run has ended', 'what was changed was looked at'],
  'server/jobs/canary.ts': ['canary.schedule: "{}" is not a cron expression.'],
  'server/jobs/hint-runs.ts': ['it is not watched any more'],
  'server/jobs/scheduler.ts': ['The schedule "{}" (of {}) is not a cron expression.'],
  'server/meilisearch/external-meilisearch.ts': [
    'does not let this key do everything Atrium needs. Missing: {}. Set meilisearch.apiKey to a key with the actions search, documents.*, indexes.*, settings.*, tasks.*, stats.get, version on the indexes {}*.',
    'does not let this key do everything Atrium needs. Missing: {}. Set meilisearch.apiKey to a key with the actions search, documents.*, indexes.*, settings.*, tasks.*, stats.get, version.',
    ' on the indexes {}*',
  ],
  'server/middleware/body-deadline.ts': ['HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'],
  'server/middleware/request-signal.ts': ['The client went away.'],
  'server/routes/admin-curation.ts': ['words that mean the same'],
  'server/routes/admin-knowledge.ts': ['an acronym', 'a go link'],
  'server/routes/admin-runs.ts': [': still here\n\n'],
  'server/routes/document-pages.ts': ['private, no-cache'],
  'server/routes/documents.ts': ['private, no-cache'],
  'server/routes/people-org.ts': ['private, no-cache'],
  'server/routes/people.ts': ['text/vcard; charset=utf-8', 'private, max-age=31536000, immutable'],
  'server/search/pinned.ts': ['an administrator put it on top for these words: before all others'],
  'server/semantics/backfill.ts': ['How long is a vector?'],
  'server/semantics/builtin/safetensors.ts': ['{} is {} of {}, not F16 of {}'],
  'server/sources/preview-documents.ts': ['seen enough'],
  'server/store/runs.ts': ['SQLite returned no generation'],
};
