export * from '../file-tree/path-id.ts';
