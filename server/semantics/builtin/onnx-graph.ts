import { bytesField, floatField, integerField, messageField, type Pieces, textField } from './protobuf.ts';

/** Builds an ONNX model in memory (https://onnx.ai/onnx/repo-docs/IR.html); field numbers are those of `onnx.proto3`. */
export interface OnnxGraph {
  /** A constant; its name. */
  constant(values: Float32Array | Int8Array | BigInt64Array, shape: readonly number[]): string;
  /** An operation with one result; the result's name. */
  node(operation: string, inputs: readonly string[], attributes?: Attributes): string;
  /** An operation with several results; their names. */
  nodes(operation: string, inputs: readonly string[], o: { results: number; attributes?: Attributes }): string[];
  /** The finished model, of one input (64-bit integers, any number of them) and one output. */
  model(o: { input: string; output: string }): Uint8Array;
}

export type Attributes = Record<string, { int: number } | { ints: readonly number[] } | { float: number }>;

const ELEMENT = { float: 1, int8: 3, int64: 7 } as const;
const ATTRIBUTE = { float: 1, int: 2, ints: 7 } as const;
/** IR 10 and operators 20: known to ONNX Runtime since 1.17. */
const IR_VERSION = 10;
const OPERATORS = 20;

export function createOnnxGraph(): OnnxGraph {
  const operations: Pieces[] = [];
  const constants: Pieces[] = [];
  let names = 0;
  const newName = () => `v${names++}`;

  function nodes(operation: string, inputs: readonly string[], o: { results: number; attributes?: Attributes }): string[] {
    const results = Array.from({ length: o.results }, newName);
    operations.push(
      messageField(
        1,
        ...inputs.map((name) => textField(1, name)),
        ...results.map((name) => textField(2, name)),
        textField(4, operation),
        ...Object.entries(o.attributes ?? {}).map(([name, value]) => attribute(name, value)),
      ),
    );
    return results;
  }

  return {
    nodes,
    node: (operation, inputs, attributes = {}) => String(nodes(operation, inputs, { results: 1, attributes })[0]),
    constant(values, shape) {
      const name = newName();
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      const dimensions = shape.map((size) => integerField(1, size));
      constants.push(
        messageField(5, ...dimensions, integerField(2, elementOf(values)), textField(8, name), bytesField(9, bytes)),
      );
      return name;
    },
    model({ input, output }) {
      const graph = messageField(
        7,
        ...operations,
        textField(2, 'embedding'),
        ...constants,
        valueField(11, input, ELEMENT.int64),
        valueField(12, output, ELEMENT.float),
      );
      return Buffer.concat([...integerField(1, IR_VERSION), ...graph, ...messageField(8, integerField(2, OPERATORS))]);
    },
  };
}

function elementOf(values: Float32Array | Int8Array | BigInt64Array): number {
  if (values instanceof Float32Array) return ELEMENT.float;
  return values instanceof Int8Array ? ELEMENT.int8 : ELEMENT.int64;
}

function attribute(name: string, value: Attributes[string]): Pieces {
  const written = (): [Pieces, number] => {
    if ('int' in value) return [integerField(3, value.int), ATTRIBUTE.int];
    if ('float' in value) return [floatField(2, value.float), ATTRIBUTE.float];
    return [value.ints.flatMap((one) => integerField(8, one)), ATTRIBUTE.ints];
  };
  const [content, type] = written();
  return messageField(5, textField(1, name), content, integerField(20, type));
}

/** A tensor with one dimension of any size. */
function valueField(field: number, name: string, element: number): Pieces {
  const anySize = messageField(1, textField(2, 'n'));
  const tensor = messageField(1, integerField(1, element), messageField(2, anySize));
  return messageField(field, textField(1, name), messageField(2, tensor));
}
