/**
 * Among more passages than these, several queries for one question take the engine longer than all the rest of a search, and lists
 * of stems are kept instead.
 */
export const MANY_PASSAGES = 20_000;
