/** Where people find the root of a source of files, in the ways their computers write it. */
export interface ShownPaths {
  /** `\\files\docs` or `G:\docs` */
  windows?: string | undefined;
  /** `/srv/library` */
  posix?: string | undefined;
}
