import type { Context } from '../context.ts';
import { HomeResponse } from '../contract/home.ts';
import { readHome } from '../home/read-home.ts';
import { type Route, route } from './define-route.ts';

export function homeRoutes(context: Context): Route[] {
  return [
    route(
      {
        id: 'home',
        method: 'get',
        path: '/home',
        summary: 'What is new and what is read, for this viewer',
        access: 'viewer',
        answer: HomeResponse,
      },
      ({ viewer, signal }) => readHome(context, viewer, signal),
    ),
  ];
}
