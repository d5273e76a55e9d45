/** What a sink throws when one record is at fault and the others are not; anything else it throws ends the run. */
export class RecordRefused extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'RecordRefused';
  }
}
