import { z } from 'zod';
import { Sentence } from '../contract/sentence.ts';
import { inLanguage } from './in-language.ts';
import type { Language } from './language.ts';

/** The answer with its sentences in that language. It is a copy as far as something is different: answers may be kept by others. */
export type SaidIn = (answer: unknown, language: Language) => unknown;

/**
 * Which parts of an answer are sentences is said by its contract (`Sentence`), so that names, paths and texts of people are never
 * looked at. Undefined where there are none, such as for searches: their answers cost nothing.
 */
export function saidIn(schema: z.core.$ZodType): SaidIn | undefined {
  if (schema === Sentence) return (answer, language) => (typeof answer === 'string' ? inLanguage(answer, language) : answer);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return saidIn(schema.unwrap());
  if (schema instanceof z.ZodArray) return everyItem(saidIn(schema.element));
  if (schema instanceof z.ZodObject) return everyField(Object.entries(schema.shape));
  if (schema instanceof z.ZodDiscriminatedUnion) return everyOption(schema.options, schema.def.discriminator);
  return undefined;
}

function everyItem(item: SaidIn | undefined): SaidIn | undefined {
  if (item === undefined) return undefined;
  return (answer, language) => (Array.isArray(answer) ? answer.map((one: unknown) => item(one, language)) : answer);
}

function everyField(shape: [name: string, schema: z.core.$ZodType][]): SaidIn | undefined {
  const fields = shape.flatMap(([name, schema]) => {
    const said = saidIn(schema);
    return said === undefined ? [] : [{ name, said }];
  });
  if (fields.length === 0) return undefined;
  return (answer, language) => {
    if (!isRecord(answer)) return answer;
    const there = fields.filter(({ name }) => name in answer);
    return { ...answer, ...Object.fromEntries(there.map(({ name, said }) => [name, said(answer[name], language)])) };
  };
}

function everyOption(options: readonly z.core.$ZodType[], discriminator: string): SaidIn | undefined {
  const byValue = new Map<unknown, SaidIn>();
  for (const option of options) {
    const said = saidIn(option);
    const value = option instanceof z.ZodObject ? option.shape[discriminator] : undefined;
    if (said !== undefined && value instanceof z.ZodLiteral) for (const one of value.values) byValue.set(one, said);
  }
  if (byValue.size === 0) return undefined;
  return (answer, language) => (isRecord(answer) ? (byValue.get(answer[discriminator])?.(answer, language) ?? answer) : answer);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
