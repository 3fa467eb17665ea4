/** Who may talk to the API server, and the files that say so. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** The users by their names in RBAC; the API server's own rules say what the components may do. */
const users = {
  admin: { name: 'admin', groups: 'system:masters' },
  'controller-manager': { name: 'system:kube-controller-manager', groups: '' },
  scheduler: { name: 'system:kube-scheduler', groups: '' },
  kwok: { name: 'kwok', groups: 'system:masters' },
} as const;
export type User = keyof typeof users;

export type Credentials = {
  tokens: Readonly<Record<User, string>>;
  tokenFile: string;
  serviceAccountKey: string;
};

/** Makes tokens and keys anew for one control plane and writes them into its folder. */
export async function makeCredentials(folder: string): Promise<Credentials> {
  const token = () => randomBytes(24).toString('base64url');
  const tokens = { admin: token(), 'controller-manager': token(), scheduler: token(), kwok: token() };
  const tokenFile = join(folder, 'tokens.csv');
  const serviceAccountKey = join(folder, 'service-accounts.key');
  const lines = (Object.keys(users) as User[]).map(
    (user) => `${tokens[user]},${users[user].name},${user},"${users[user].groups}"`,
  );
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(tokenFile, `${lines.join('\n')}\n`, { mode: 0o600 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' });
  await writeFile(serviceAccountKey, pem, { mode: 0o600 });
  return { tokens, tokenFile, serviceAccountKey };
}

/** A kubeconfig; cluster, user and context are all named `control-plane`. */
export function kubeconfigFor(server: string, token: string, certificates: string): string {
  const name = 'control-plane';
  const authority = Buffer.from(certificates).toString('base64');
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [{ name, cluster: { server, 'certificate-authority-data': authority } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  });
}
