export * from '../file-tree/rules.ts';
