import {
  parseApprovals,
  parseDeployers,
  parseLocks,
  parsePauses,
  type RepositoryFile,
} from '@tribble/resource-repo/format';
import { remember } from './remember.ts';

/** The settings files, each read once for each content: reading YAML costs more than all that is done with it. */

export const readLocks = remember((file: RepositoryFile) => parseLocks(file));
export const readPauses = remember((file: RepositoryFile) => parsePauses(file));
export const readApprovals = remember((file: RepositoryFile) => parseApprovals(file));
export const readDeployers = remember((file: RepositoryFile) => parseDeployers(file));
