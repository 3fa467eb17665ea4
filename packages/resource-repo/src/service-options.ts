import type { RepoOptions, ResourceRepo } from './repo.ts';

/** The fields of a service's configuration that say where the resource repository is. */
export type RepositorySettings = {
  versions_url: string;
  versions_checkout_path: string;
  versions_branch?: string | undefined;
  git_ssh_key_file?: string | undefined;
  git_known_hosts_file?: string | undefined;
};

/** The options with which a service opens the resource repository; it commits under its own name. */
export function serviceRepoOptions(
  service: string,
  settings: RepositorySettings,
  now: () => Date,
): RepoOptions {
  const {
    versions_branch: branch,
    git_ssh_key_file: keyFile,
    git_known_hosts_file: knownHostsFile,
  } = settings;
  return {
    url: settings.versions_url,
    directory: settings.versions_checkout_path,
    ...(branch !== undefined && { branch }),
    ssh: {
      ...(keyFile !== undefined && { keyFile }),
      ...(knownHostsFile !== undefined && { knownHostsFile }),
    },
    committer: { name: `Tribble ${service}`, email: `${service}@tribble.invalid` },
    now,
  };
}

/** Whether a service can answer yet: once it has read a head. */
export function readinessOf({
  head,
}: Pick<ResourceRepo, 'head'>): { ready: true } | { ready: false; reason: string } {
  return head ? { ready: true } : { ready: false, reason: 'no head of the resource repository was read yet' };
}
