import { describe, expect, it } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { cell, renderApp } from '../../../test/app.tsx';
import { aCell } from '../../../test/state.ts';
import { aTroubledState, log } from '../../../test/troubled-state.ts';

const state = aTroubledState();

function header(environment: string): HTMLElement {
  return screen.getByRole('columnheader', { name: new RegExp(`^${environment}`) });
}

async function details(environment: string, resource?: string) {
  const query = new URLSearchParams({ environment, ...(resource !== undefined && { resource }) });
  await renderApp({ state, at: `/?${query}` });
  const name = resource === undefined ? environment : `${resource} in ${environment}`;
  const dialog = await screen.findByRole('dialog', { name });
  const items = (list: HTMLElement) => [...list.children].map((item) => item.textContent);
  const section = (heading: string) =>
    within(dialog).getByRole('heading', { name: heading }).parentElement ?? dialog;
  return { dialog: within(dialog), section, items };
}

describe('the header of an environment in trouble', () => {
  it('tells since when the backend does not answer, and why, each once', async () => {
    await renderApp({ state });
    expect(header('pp')).toHaveTextContent(/Unreachable since .* ago: connect ECONNREFUSED 10\.0\.0\.1:6443/);
    expect(header('pp')).not.toHaveTextContent(/Unreachable.*Unreachable/);
    expect(header('prod')).not.toHaveTextContent('Unreachable');
  });

  it('tells what left git and waits for a word', async () => {
    await renderApp({ state });
    expect(header('prod')).toHaveTextContent(/waits until somebody sets prune\.confirm to "9f2c41d07ab3"/);
    const name =
      /^12 left git: 12 of 16 .*Deployment prod\/old-api\nDeployment prod\/old-worker\nand 10 more$/s;
    expect(within(header('prod')).getByRole('note', { name })).toBeVisible();
    expect(within(header('pp')).queryByText(/left git/)).not.toBeInTheDocument();
  });
});

describe('the details of an environment in trouble', () => {
  it('tell how to confirm a prune, and say its message once', async () => {
    const { dialog, section } = await details('prod');
    const left = within(section('Left git, still there: 12'));
    expect(left.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Deployment prod/old-api: waits for a confirmation',
      'Deployment prod/old-worker: waits for a confirmation',
      'and 10 more',
    ]);
    expect(left.getByRole('region', { name: 'Confirmation in deployers.yaml' }).textContent).toBe(
      'deployers:\n  prod:\n    prune:\n      confirm: "9f2c41d07ab3"',
    );
    expect(dialog.getAllByText(/12 of 16 objects left git/)).toHaveLength(1);
  });

  it('tell why the backend does not answer', async () => {
    const { dialog } = await details('pp');
    expect(dialog.getByText('Unreachable since')).toBeVisible();
    expect(dialog.getByText('connect ECONNREFUSED 10.0.0.1:6443')).toBeVisible();
  });

  it('need no confirmation where nothing is held', async () => {
    const object = { kind: 'Job', name: 'old', status: 'Outdated', reason: 'Orphaned' } as const;
    const prune = { count: 1, objects: [object], message: 'delete refused by a webhook' };
    const dev = { locks: [], lockFileInvalid: false, prune };
    await renderApp({
      state: { ...state, environments: { ...state.environments, dev } },
      at: '/?environment=dev',
    });
    const dialog = within(await screen.findByRole('dialog', { name: 'dev' }));
    expect(dialog.getByText('delete refused by a webhook')).toBeVisible();
    expect(dialog.getByText('Job old')).toBeVisible();
    expect(dialog.queryByRole('region')).not.toBeInTheDocument();
  });
});

describe('the details of a cell in trouble', () => {
  it('tell which objects are not well, and why', async () => {
    const { dialog, section } = await details('prod', 'payments/api');
    const objects = section('Objects that are not Clean');
    expect(within(objects).getByText('Deployment prod/api')).toBeVisible();
    expect(within(objects).getByText('Drifted: somebody else changed what git declares')).toBeVisible();
    expect(within(objects).getByText('Certificate api: its kind is not served yet')).toBeVisible();
    expect(within(objects).getByText('Terminating: it is being deleted')).toBeVisible();
    expect(within(objects).getByText('and 7 more')).toBeVisible();
    expect(dialog.getAllByText(/^Deployment api has 0 of 3 replicas/)).toHaveLength(1);
  });

  it('quote a log line by line, in reach of the keyboard', async () => {
    const { dialog } = await details('prod', 'payments/api');
    const quote = dialog.getByRole('region', { name: 'Message of Deployment prod/api' });
    expect(quote.textContent).toBe(log);
    expect(quote).toHaveAttribute('tabindex', '0');
  });

  it('tell what somebody else changed', async () => {
    const { dialog, items } = await details('prod', 'payments/api');
    const path = dialog.getByText('/spec/template/spec/containers/name=web/image');
    const list = path.closest('ul');
    expect(list && items(list)).toEqual([
      '/spec/template/spec/containers/name=web/image"registry.example.org/web:debug" → "registry.example.org/web:0.9.12" (by kubectl-edit)',
      '/spec/replicas1 → 3 (by kubectl-scale)',
      '/metadata/labels/teamnot there → "search"',
      '/spec/pausedtrue → removed',
      'and 2 more',
    ]);
  });

  it('tell what was put right last, and who had changed it', async () => {
    const { dialog, section } = await details('dev', 'search/indexer');
    expect(section('Last put right')).toHaveTextContent(
      /ago: Deployment dev\/web, changed by kubectl-edit\/spec\/template.*→ "registry\.example\.org\/web:0\.9\.12"/,
    );
    expect(dialog.queryByText('Objects that are not Clean')).not.toBeInTheDocument();
  });

  it('quote the lines of a message that no object tells', async () => {
    const prod = aCell({ status: 'Failed', reason: 'Failed', message: 'apply failed:\n  denied' });
    await renderApp({
      state: { ...state, resources: { s1: { cells: { prod } } } },
      at: '/?environment=prod&resource=s1',
    });
    expect((await screen.findByRole('region', { name: 'Message of s1' })).textContent).toBe('  denied');
  });
});

describe('a cell in trouble', () => {
  it('has room for one line of a message', async () => {
    const prod = aCell({ status: 'Failed', reason: 'Failed', message: `the log ends:\n${log}` });
    await renderApp({ state: { ...state, resources: { s1: { cells: { prod } } } } });
    expect(cell('s1', 'prod')).toHaveAccessibleName(/; the log ends: …$/);
  });
});
