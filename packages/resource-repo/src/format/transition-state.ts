import type { Problem } from '@tribble/api';
import { type Document, isMap, parseDocument } from 'yaml';
import { z } from 'zod';
import type { RepositoryFile } from './file.ts';
import { check, parseSettings } from './schema.ts';

/** When each scheduled transition is due next, and the schedule for which that was worked out. */
export type TransitionState = ReadonlyMap<string, { schedule: string; due: string }>;

const entry = z.strictObject({ schedule: z.string(), due: z.iso.datetime({ offset: true }) });
const stateSchema = z.strictObject({ scheduled: z.record(z.string(), entry).nullish() });

/** Reads transition_state.yaml; undefined where it is bad, so that no scheduled transition moves. */
export function parseTransitionState(file: RepositoryFile | undefined): {
  state?: TransitionState;
  problems: Problem[];
} {
  if (file === undefined) return { state: new Map(), problems: [] };
  const settings = parseSettings(file);
  if ('problems' in settings) return { problems: settings.problems };
  const checked = check(stateSchema, settings.value, settings);
  if ('problems' in checked) return { problems: checked.problems };
  return { state: new Map(Object.entries(checked.value.scheduled ?? {})), problems: [] };
}

/** The text of the file after one transition's next time is set. Comments and other entries stay. */
export function setDue(file: RepositoryFile | undefined, name: string, schedule: string, due: Date): string {
  const text = file && 'text' in file.content ? file.content.text : '';
  const document = parseDocument(text) as Document;
  if (!isMap(document.contents)) document.contents = document.createNode({});
  document.setIn(['scheduled', name], document.createNode({ schedule, due: due.toISOString() }));
  return document.toString({ lineWidth: 0 });
}
