/** The command lines of the programs. Pure. */

/** Where the files of one control plane are. */
export type Places = {
  folder: string;
  certificates: string;
  tokenFile: string;
  serviceAccountKey: string;
};

/** `{ 'bind-address': 'x' }` as `--bind-address=x`. */
const flags = (values: Readonly<Record<string, string | number | boolean>>) =>
  Object.entries(values).map(([name, value]) => `--${name}=${value}`);

/**
 * etcd listens on a socket in the folder in which it and the API server run, not on a port that somebody else may have.
 * (The number is no port: etcd wants one in every address.)
 */
const etcdAddress = 'unix://etcd.socket:1';

/** Nobody relies on this etcd after a crash of the machine: it need not wait for the disk. */
export function etcdArguments({ folder }: Places): string[] {
  return flags({
    'data-dir': `${folder}/etcd`,
    'listen-client-urls': etcdAddress,
    'advertise-client-urls': etcdAddress,
    'listen-peer-urls': 'http://127.0.0.1:0',
    'unsafe-no-fsync': true,
    'quota-backend-bytes': 4 * 1024 ** 3,
    'log-level': 'warn',
  });
}

export function apiServerArguments(places: Places, port: number): string[] {
  return flags({
    'etcd-servers': etcdAddress,
    'bind-address': '127.0.0.1',
    'advertise-address': '127.0.0.1',
    'secure-port': port,
    // It makes itself a certificate there, and keeps it over a restart.
    'cert-dir': places.certificates,
    'token-auth-file': places.tokenFile,
    'authorization-mode': 'RBAC',
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': places.serviceAccountKey,
    'service-account-signing-key-file': places.serviceAccountKey,
    'service-cluster-ip-range': '10.96.0.0/16',
    // A loopback address is no endpoint that Kubernetes would accept for the `kubernetes` Service.
    'endpoint-reconciler-type': 'none',
    'allow-privileged': true,
    'kubelet-preferred-address-types': 'InternalIP',
  });
}

export function controllerManagerArguments(places: Places, kubeconfig: string): string[] {
  return flags({
    kubeconfig,
    'secure-port': 0,
    'leader-elect': false,
    'use-service-account-credentials': true,
    'service-account-private-key-file': places.serviceAccountKey,
    'root-ca-file': `${places.certificates}/apiserver.crt`,
    // Nobody sends the node's heartbeat: it must not count as lost.
    'node-monitor-grace-period': '8760h',
    // Tests wait for controllers: these limits are for clusters that have something better to do.
    'kube-api-qps': 500,
    'kube-api-burst': 1000,
  });
}

export function schedulerArguments(kubeconfig: string): string[] {
  return flags({
    kubeconfig,
    'secure-port': 0,
    'leader-elect': false,
    'kube-api-qps': 500,
    'kube-api-burst': 1000,
  });
}

export function kwokArguments(places: Places, kubeconfig: string, config: string, port: number): string[] {
  return flags({
    kubeconfig,
    config,
    'manage-all-nodes': true,
    // Without leases a kwok that starts anew need not wait until that of its predecessor has run out.
    'node-lease-duration-seconds': 0,
    // The API server asks here for the logs of pods, as it would ask a kubelet; it does not look at the certificate.
    'node-ip': '127.0.0.1',
    'node-port': port,
    'server-address': `127.0.0.1:${port}`,
    'tls-cert-file': `${places.certificates}/apiserver.crt`,
    'tls-private-key-file': `${places.certificates}/apiserver.key`,
  });
}
