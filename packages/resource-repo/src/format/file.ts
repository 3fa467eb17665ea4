/** A regular file of the resource repository at one revision. */
export type RepositoryFile = {
  /** Path from the root of the repository, with slashes. */
  path: string;
  /** The git blob id of the content. */
  id: string;
  content: FileContent;
};

/** The text of a file, or why it cannot be used as text. */
export type FileContent = { text: string } | { fault: string };

/** Larger files are never loaded; far above what a manifest of Kubernetes may be (etcd takes 1.5 MiB a request). */
export const maxFileBytes = 2 * 1024 * 1024;
