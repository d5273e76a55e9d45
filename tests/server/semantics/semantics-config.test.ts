import { describe, expect, test } from 'vitest';
import { parseConfig } from '#server/config/load.ts';

const parse = (text: string) => parseConfig({ text, file: '/etc/atrium.yaml', environment: { MODEL_KEY: 'k' } }).semantics;

describe('what is configured of search by meaning', () => {
  test('is the model that comes with Atrium when nothing is', () => {
    expect(parse('')).toEqual({ provider: 'builtin', threads: 1 });
  });

  test('is one word to be off', () => {
    expect(parse('semantics: { provider: off }')).toMatchObject({ provider: 'off' });
  });

  test('may be a model elsewhere', () => {
    const text = 'semantics: { provider: openai, url: "https://models.example.com/v1", model: small, apiKey: "${MODEL_KEY}" }';
    expect(parse(text)).toMatchObject({ provider: 'openai', apiKey: 'k', model: 'small' });
  });

  test.each([
    ['semantics:\n  provider: openai\n  model: small', /atrium.yaml:1: semantics.url: is missing: where does openai answer\?/],
    ['semantics:\n  provider: ollama\n  url: http://127.0.0.1:11434', /atrium.yaml:1: semantics.model: is missing/],
    ['semantics:\n  threads: 2\n  url: https://x.example.com', /atrium.yaml:3: semantics.url: is not for the provider builtin/],
    ['semantics:\n  provider: magic', /atrium.yaml:2: semantics.provider/],
    ['semantics:\n  provider: builtin\n  threads: 0', /atrium.yaml:3: semantics.threads/],
    ['semantics:\n  provider: tei\n  url: ftp://x', /atrium.yaml:3: semantics.url/],
    ['semantics:\n  vectors: many', /atrium.yaml:2: semantics.vectors: unknown key/],
  ])('that is wrong is told with its line: %s', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});
