/** A file as it lies there, before anybody knows what it is. */
export interface RawFile {
  name: string;
  /** Bytes. */
  size: number;
  /** Fewer bytes than asked for only at the end of the file. */
  read(position: number, length: number): Uint8Array;
}
