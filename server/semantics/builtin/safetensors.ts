import { z } from 'zod';

/** The tensors of a file in the safetensors format (https://github.com/huggingface/safetensors), as 32-bit numbers. */
export interface Safetensors {
  /** Throws when it is not there, or has another shape. */
  read(name: string, shape: readonly number[]): Float32Array;
}

const Tensor = z.object({ dtype: z.string(), shape: z.array(z.int()), data_offsets: z.tuple([z.int(), z.int()]) });
const Header = z.record(z.string(), z.unknown());

export function openSafetensors(bytes: Buffer): Safetensors {
  const headerLength = Number(bytes.readBigUInt64LE(0));
  const header = Header.parse(JSON.parse(bytes.subarray(8, 8 + headerLength).toString('utf8')));
  const data = bytes.subarray(8 + headerLength);
  const fromHalves = createHalfReader();
  return {
    read(name, shape) {
      const tensor = Tensor.parse(header[name]);
      if (tensor.dtype !== 'F16' || tensor.shape.join() !== shape.join())
        throw new Error(`${name} is ${tensor.dtype} of ${tensor.shape.join(' × ')}, not F16 of ${shape.join(' × ')}`);
      return fromHalves(data.subarray(...tensor.data_offsets));
    },
  };
}

/** There are so few of them that each is computed once. */
const HALVES = 65_536;

function createHalfReader(): (bytes: Buffer) => Float32Array {
  const table = Float32Array.from({ length: HALVES }, (_, bits) => fromHalf(bits));
  return (bytes) => {
    const values = new Float32Array(bytes.length / 2);
    for (let n = 0; n < values.length; n++) values[n] = table[(bytes[2 * n] ?? 0) | ((bytes[2 * n + 1] ?? 0) << 8)] ?? 0;
    return values;
  };
}

/** IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
