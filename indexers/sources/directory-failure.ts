/** A directory that should have checked a name or a password could not be asked. It is never a refusal of the person. */
export class DirectoryFailure extends Error {
  /**
   * Whose business it is: `configuration` when the directory is there and refuses what the configuration tells us to do (the
   * indexer's own sign-in, the base), `directory` when it is away, busy or broken.
   */
  readonly fault: 'configuration' | 'directory';

  constructor(fault: 'configuration' | 'directory', message: string, options: { cause: unknown }) {
    super(message, options);
    this.name = 'DirectoryFailure';
    this.fault = fault;
  }
}
