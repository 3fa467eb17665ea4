/** The Go modules in `integration-test/control-plane`, and what is built from each. Pure. */
import { createHash } from 'node:crypto';

/** The programs that a control plane is made of, by the names that envtest gives them. */
export const programs = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
] as const;
export type Program = (typeof programs)[number];

/** Where each program's file is. */
export type Binaries = Readonly<Record<Program, string>>;

/** A folder with a go.mod of its own: the programs' dependencies do not agree with each other. */
export type GoModule = {
  /** The folder in `integration-test/control-plane`. */
  readonly folder: string;
  /** The module whose version counts as the programs' version. */
  readonly path: string;
  /** The Go package of each program. */
  readonly packages: Readonly<Partial<Record<Program, string>>>;
};

export const goModules: readonly GoModule[] = [
  {
    folder: 'etcd',
    path: 'go.etcd.io/etcd/server/v3',
    packages: { etcd: 'go.etcd.io/etcd/server/v3' },
  },
  { folder: 'kwok', path: 'sigs.k8s.io/kwok', packages: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' } },
  {
    folder: 'kubernetes',
    path: 'k8s.io/kubernetes',
    packages: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
    },
  },
];

/** The version of a module that a go.mod requires. */
export function requiredVersion(goMod: string, path: string): string {
  const words = goMod.split('\n').map((line) => line.trim().split(/\s+/));
  for (const line of words) {
    const [name, version] = line[0] === 'require' ? line.slice(1) : line;
    if (name === path && version?.startsWith('v')) return version;
  }
  throw new Error(`go.mod requires no version of ${path}`);
}

/** Linker flags: no debug information, and the version that the programs tell (built as modules, they know none). */
export function linkerFlags(path: string, version: string): string {
  const small = '-s -w';
  if (path !== 'k8s.io/kubernetes') return small;
  const [major = '', minor = ''] = version.slice(1).split('.');
  const facts = { gitVersion: version, gitMajor: major, gitMinor: minor, gitTreeState: 'clean' };
  const settings = Object.entries(facts).map(
    ([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`,
  );
  return [small, ...settings].join(' ');
}

/** What decides about the bytes of a module's programs. */
export type BuildInputs = {
  goMod: string;
  goSum: string;
  goVersion: string;
  platform: string;
  flags: string;
};

/** The name of the folder in the cache: another input, another folder. */
export function cacheKey(folder: string, inputs: BuildInputs): string {
  const { goMod, goSum, goVersion, platform, flags } = inputs;
  const hash = createHash('sha256').update(JSON.stringify([goMod, goSum, goVersion, platform, flags]));
  return `${folder}-${hash.digest('hex').slice(0, 16)}`;
}
