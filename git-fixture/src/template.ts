/** The shape of a template and what must hold between its parts. Pure; `parse-template.ts` adds the lines of the YAML. */
import { z } from 'zod';
import { pathBytes, pathFault } from './path.ts';

const contentHelp =
  'expected text (quote numbers and booleans), null, {text, executable}, {base64, executable}, {symlink} or {submodule}';
const FileContent = z.union(
  [
    z.string(),
    z.strictObject({ text: z.string(), executable: z.boolean().optional() }),
    z.strictObject({ base64: z.base64(), executable: z.boolean().optional() }),
    z.strictObject({ symlink: z.string() }),
    z.strictObject({
      submodule: z.string().regex(/^[0-9a-f]{40}$/, 'expected a submodule of 40 hexadecimal digits'),
    }),
  ],
  { error: contentHelp },
);

/** What a path holds: text, or bytes, a program, a symbolic link, a submodule. */
export type FileContent = z.infer<typeof FileContent>;

/** The changes of a commit on top of its first parent; null deletes a file or a folder. */
export type Files = Record<string, FileContent | null>;

// Not z.record: that leaves a file named `__proto__` out without a word.
const Files = z
  .custom<Files>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: 'expected a map from path to content',
  })
  .superRefine((files, context) => {
    for (const { path, message } of fileFaults(files))
      context.addIssue({ code: 'custom', path: [path], message });
  });

const refName = z.string().regex(
  // eslint's no-control-regex is met by naming the range of printable characters instead.
  /^(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)|\/\.))(?![./-])[^ ~^:?*[\\\p{Cc}]+(?<![./])$/u,
  'expected a name that git takes for a ref, such as main or refs/tags/v1',
);
const commitName = z.string().min(1);

const TemplateCommit = z.strictObject({
  name: commitName,
  message: z.string().optional(),
  parent: commitName.nullable().optional(),
  parents: z.array(commitName).min(2, 'expected two or more names; for one, use parent').optional(),
  author: z
    .string()
    .regex(/^[^<>\n\0]+ <[^<>\n\0]*>$/, 'expected Name <mail>')
    .optional(),
  date: z.iso.datetime({ offset: true, error: 'expected a time such as 2026-01-31T09:00:00Z' }).optional(),
  files: Files,
});

/** A repository as a value: `parseTemplate` reads it from YAML, tests may also write it in place. */
export const Template = z.strictObject({
  branch: refName
    .refine((name) => !name.startsWith('refs/'), 'expected a short name such as main')
    .optional(),
  refs: z.record(refName, commitName).optional(),
  commits: z.array(TemplateCommit),
});
export type Template = z.infer<typeof Template>;

/** Where in the template, as keys and indices, and what is wrong there. */
export type Finding = { path: readonly PropertyKey[]; message: string };

/** Checks a value; `template` is there only if there are no findings. */
export function checkTemplate(value: unknown): { template?: Template; findings: Finding[] } {
  const result = Template.safeParse(value);
  if (!result.success) return { findings: result.error.issues.flatMap(schemaFindings) };
  const findings = [...nameFindings(result.data), ...refFindings(result.data)];
  return findings.length > 0 ? { findings } : { template: result.data, findings };
}

function schemaFindings(issue: z.core.$ZodIssue): Finding[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'unknown key' }));
  }
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ path, message }));
  return [{ path, message: issue.message.replace(/^Invalid input: /, '') }];
}

function* fileFaults(files: Files): Generator<{ path: string; message: string }> {
  const written = new Map<string, string>();
  const changes = Object.entries(files);
  for (const [path, content] of changes) {
    const fault = pathFault(path) ?? (content === null ? undefined : contentFault(content));
    if (fault !== undefined) yield { path, message: fault };
    else if (content !== null) {
      const first = written.get(bytesKey(path));
      if (first !== undefined) yield { path, message: `is the same file as ${first}` };
      written.set(bytesKey(path), path);
    }
  }
  for (const [key, path] of written) {
    const file = ancestors(key).find((folder) => written.has(folder));
    if (file !== undefined) yield { path, message: `clashes with the file "${written.get(file) ?? file}"` };
  }
}

function contentFault(content: unknown): string | undefined {
  return FileContent.safeParse(content).error?.issues[0]?.message;
}

function bytesKey(path: string): string {
  return pathBytes(path).toString('latin1');
}

function ancestors(path: string): string[] {
  const names = path.split('/');
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'));
}

function nameFindings({ commits }: Template): Finding[] {
  const all = new Set(commits.map(({ name }) => name));
  const earlier = new Set<string>();
  return commits.flatMap((commit, index) => {
    const at = ['commits', index];
    const findings: Finding[] = [];
    if (earlier.has(commit.name)) {
      findings.push({ path: [...at, 'name'], message: `there is an earlier commit named "${commit.name}"` });
    }
    if (commit.parent !== undefined && commit.parents !== undefined) {
      findings.push({ path: [...at, 'parents'], message: 'give parent or parents, not both' });
    }
    const named = (path: PropertyKey[], name: string) => {
      if (earlier.has(name)) return;
      const message = all.has(name)
        ? `"${name}" is not before it in the list: a parent comes first`
        : unknown(name, earlier);
      findings.push({ path: [...at, ...path], message });
    };
    if (typeof commit.parent === 'string') named(['parent'], commit.parent);
    commit.parents?.forEach((name, position) => named(['parents', position], name));
    earlier.add(commit.name);
    return findings;
  });
}

function refFindings({ refs = {}, commits }: Template): Finding[] {
  const names = new Set(commits.map(({ name }) => name));
  return Object.entries(refs)
    .filter(([, name]) => !names.has(name))
    .map(([ref, name]) => ({ path: ['refs', ref], message: unknown(name, names) }));
}

function unknown(name: string, known: ReadonlySet<string>): string {
  const list = known.size > 0 ? `there are ${[...known].slice(-10).join(', ')}` : 'there is none before it';
  return `no commit is named "${name}": ${list}`;
}
