export { compareTrees } from './compare-trees.ts';
export { createRepository } from './create.ts';
export { expectTree, type ExpectTreeOptions } from './expect-tree.ts';
export type { Fixture } from './fixture.ts';
export { GitError } from './git.ts';
export { type Fault, parseTemplate, TemplateError } from './parse-template.ts';
export type { RawCommit, RawEntry } from './raw.ts';
export type { FileContent, Files, Template } from './template.ts';
export type { Tree, TreeFile } from './tree.ts';
