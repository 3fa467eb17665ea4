import type { State } from '@tribble/api';
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { Board } from './board/index.tsx';
import { Problems } from './problems/index.tsx';

/** A page of the app: a folder here and a line in the list below, which feeds the routes and the menu. */
export interface Page {
  /** Below the root, one segment: the page's assets are addressed relative to it. */
  readonly path: string;
  readonly title: string;
  readonly element: ComponentType | LazyExoticComponent<ComponentType>;
  /** How many things on the page want attention; shown in the menu. */
  readonly count?: (state: State) => number;
}

/** No part of the first load: most people come for the board. */
const Forecast = lazy(async () => ({ default: (await import('./forecast/index.tsx')).Forecast }));

export const pages: readonly Page[] = [
  { path: '/', title: 'Board', element: Board },
  { path: '/forecast', title: 'Forecast', element: Forecast },
  { path: '/problems', title: 'Problems', element: Problems, count: (state) => state.problems.length },
];
