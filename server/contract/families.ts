import { z } from 'zod';

/**
 * What else there is of a document, counted over what the viewer may read: the same text elsewhere or in another format, and other
 * versions of it.
 */
export const Family = z
  .object({
    copies: z.int(),
    versions: z.int(),
    /** No version is better: none is called final when this is not, and none is newer. */
    isLatest: z.boolean(),
  })
  .meta({ id: 'Family' });
export type Family = z.infer<typeof Family>;

export const DocumentVersion = z
  .object({
    id: z.string(),
    source: z.string(),
    path: z.string(),
    title: z.string(),
    mediaType: z.string(),
    size: z.int(),
    modifiedAt: z.iso.datetime(),
    /** What it is to the document asked about; `this` is that document. */
    relation: z.enum(['this', 'copy', 'version']),
  })
  .meta({ id: 'DocumentVersion' });
export type DocumentVersion = z.infer<typeof DocumentVersion>;

/** The document and all others of its family that the viewer may read, best first; empty when there is no other. */
export const DocumentVersions = z.object({ items: z.array(DocumentVersion) }).meta({ id: 'DocumentVersions' });
export type DocumentVersions = z.infer<typeof DocumentVersions>;
