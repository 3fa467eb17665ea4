declare module '*/tools/arrows.mjs' {
  import type { Linter } from 'eslint';
  export const arrows: Linter.Config[];
}
