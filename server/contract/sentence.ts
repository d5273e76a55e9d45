import { z } from 'zod';

/**
 * Words of Atrium itself, for people. They are made in English, and leave the server in the language that `Accept-Language` asks
 * for (`server/language/`): what is of this type in an answer must hold no text of a person or of another program alone.
 */
export const Sentence = z.string().describe('In the language of Accept-Language: English or German.');
