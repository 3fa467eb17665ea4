import { parseSettings, type RepositoryFile } from '@tribble/resource-repo/format';
import { remember } from '../remember.ts';

type Place = { line: number; column: number };

const settingsIn = remember((file: RepositoryFile) => parseSettings(file));

/** Where the key of an entry stands in a settings file: `name` in the map `section` at its top. Undefined where it is not there. */
export function placeOfEntry(file: RepositoryFile, section: string, name: string): Place | undefined {
  const settings = settingsIn(file);
  if ('problems' in settings) return undefined;
  const [place, held] = [settings.positionAt([section, name]), settings.positionAt([section])];
  // What is not there has the place of what would hold it.
  return place?.line === held?.line && place?.column === held?.column ? undefined : place;
}
