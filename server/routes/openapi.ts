import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { Problem } from '../contract/common.ts';
import type { Route } from './define-route.ts';

/** The OpenAPI 3.1 description, from the very schemas that validate. */
export function describeApi(routes: readonly Route[], options: { version: string }): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const { operation } of routes) {
    const path = operation.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: describeOperation(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Atrium',
      version: options.version,
      description: 'People and documents of a company, for those who may see them.',
    },
    servers: [{ url: '/api/v1' }],
    paths,
  });
}

function describeOperation(operation: Route['operation']): ZodOpenApiOperationObject {
  const status = String(operation.status ?? 200);
  const mediaType = operation.mediaType ?? 'application/json';
  const content = operation.answer
    ? { [mediaType]: { schema: operation.answer } }
    : operation.mediaType
      ? { [mediaType]: {} }
      : undefined;
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.params || operation.query
      ? {
          requestParams: {
            ...(operation.params ? { path: object(operation.params) } : {}),
            ...(operation.query ? { query: object(operation.query) } : {}),
          },
        }
      : {}),
    ...(operation.body ? { requestBody: { content: { 'application/json': { schema: operation.body } } } } : {}),
    responses: {
      [status as '200']: { description: operation.summary, ...(content ? { content } : {}) },
      default: { description: 'RFC 9457 problem details', content: { 'application/problem+json': { schema: Problem } } },
    },
  };
}

/** zod-openapi takes object schemas for parameters; every `params` and `query` of ours is one. */
function object(schema: unknown) {
  return schema as NonNullable<NonNullable<ZodOpenApiOperationObject['requestParams']>['path']>;
}
