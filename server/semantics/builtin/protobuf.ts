/**
 * Writes protocol buffers (https://protobuf.dev/programming-guides/encoding/): what ONNX models are made of. Fields are given as
 * lists of pieces, so that megabytes of weights are copied once, at the end.
 */
export type Pieces = Uint8Array[];

const VARINT = 0;
const FIXED_32 = 5;
const LENGTH_DELIMITED = 2;

export function integerField(field: number, value: number | bigint): Pieces {
  return [varint((field << 3) | VARINT), varint(value)];
}

export function floatField(field: number, value: number): Pieces {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return [varint((field << 3) | FIXED_32), bytes];
}

export function bytesField(field: number, bytes: Uint8Array): Pieces {
  return [varint((field << 3) | LENGTH_DELIMITED), varint(bytes.length), bytes];
}

export function textField(field: number, text: string): Pieces {
  return bytesField(field, Buffer.from(text));
}

export function messageField(field: number, ...parts: Pieces[]): Pieces {
  const pieces = parts.flat();
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [varint((field << 3) | LENGTH_DELIMITED), varint(length), ...pieces];
}

/** Negative numbers take ten bytes, as 64-bit two's complement. */
function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
