import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { cell, focus, renderApp } from '../../../test/app.tsx';
import { aCell, aLargeState, anEnvironment, aState, aTransition } from '../../../test/state.ts';

const state = aState();

function header(environment: string): HTMLElement {
  return screen.getByRole('columnheader', { name: new RegExp(`^${environment}`) });
}

function names(): string[] {
  return screen.getAllByRole('rowheader').map((row) => row.textContent);
}

describe('the board', () => {
  it('has a row for each resource and a column for each environment, in the order of the flow', async () => {
    await renderApp({ state });
    expect(names()).toEqual(['billing', 'gateway', 'payments/api', 's1', 'search/indexer']);
    const heads = screen.getAllByRole('columnheader').map((head) => within(head).queryAllByRole('button')[0]);
    expect(heads.map((button) => button?.textContent)).toEqual([undefined, 'latest', 'dev', 'pp', 'prod']);
    expect(screen.getByRole('grid', { name: 'Resources by environment' })).toHaveAttribute(
      'aria-rowcount',
      '6',
    );
  });

  it.each([
    { resource: 's1', environment: 'latest', shows: ['100'], hides: ['Clean'] },
    { resource: 's1', environment: 'dev', shows: ['100', 'Clean'], hides: ['behind'] },
    { resource: 's1', environment: 'pp', shows: ['99', '100', 'InProgress'], hides: ['Clean', 'behind'] },
    { resource: 's1', environment: 'prod', shows: ['99', 'Clean', 'behind'], hides: ['100'] },
    { resource: 'payments/api', environment: 'prod', shows: ['2.4.0', 'Failed', 'behind'], hides: ['Clean'] },
    { resource: 'gateway', environment: 'dev', shows: ['ddddddd', 'Clean'], hides: ['behind'] },
    { resource: 'gateway', environment: 'prod', shows: ['ddddddd', 'eeeeeee', 'Outdated'], hides: [] },
    { resource: 'gateway', environment: 'pp', shows: ['–'], hides: ['Clean'] },
  ])('shows $resource in $environment: $shows', async ({ resource, environment, shows, hides }) => {
    await renderApp({ state });
    const shown = within(cell(resource, environment));
    for (const text of shows) expect(shown.getByText(text)).toBeInTheDocument();
    for (const text of hides) expect(shown.queryByText(text)).not.toBeInTheDocument();
  });

  it('says in words all that a cell shows in colours and icons', async () => {
    await renderApp({ state });
    expect(cell('payments/api', 'prod')).toHaveAccessibleName(
      /^payments\/api in prod: 2\.4\.0 Failed .* ago behind ; ImagePullBackOff: .*; behind pp, which has 2\.4\.1; locked: Wait for the fix of PAY-231 \(by Ada Lovelace\)$/,
    );
    expect(cell('billing', 'prod')).toHaveAccessibleName(/its files have a problem/);
    expect(cell('billing', 'dev')).not.toHaveAccessibleName(/problem/);
  });

  it('shows the same in a tooltip, for the pointer and for the keyboard', async () => {
    const { user } = await renderApp({ state });
    await user.hover(cell('payments/api', 'prod'));
    expect(screen.getByRole('tooltip')).toHaveTextContent('ImagePullBackOff');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('tooltip')).not.toBeInTheDocument();
    focus(cell('s1', 'pp'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent('NotAllUpdated: 1 of 3 replicas updated');
  });

  it('tells in the header of a column what holds the environment and how versions come there', async () => {
    await renderApp({ state });
    const prod = within(header('prod'));
    expect(prod.getByText('Kubernetes')).toBeInTheDocument();
    expect(prod.getByText('Failed')).toBeInTheDocument();
    expect(
      prod.getByRole('note', { name: /^Locked: Year-end audit: Year-end audit \(by Grace Hopper, until / }),
    ).toBeVisible();
    expect(
      prod.getByRole('note', { name: 'Frozen at fffffff: Rolled back (by Ada Lovelace)' }),
    ).toBeVisible();
    expect(header('prod')).toHaveTextContent(
      'pp → prod: Blocked, pp is InProgress: s1 has 1 of 3 replicas updated',
    );
    expect(header('pp')).toHaveTextContent('dev → pp: Success, moved in 9999999');
    expect(
      within(header('pp')).getByRole('note', { name: /pp\/locks.yaml:3: Unknown key "reson"/ }),
    ).toBeVisible();
    expect(header('latest')).not.toHaveTextContent('→');
  });

  it('counts everything as locked where the lock file cannot be read', async () => {
    const dev = anEnvironment({ lockFileInvalid: true });
    await renderApp({ state: { ...state, environments: { ...state.environments, dev } } });
    expect(
      within(header('dev')).getByRole('note', { name: /^Lock file broken: .* counts as locked/ }),
    ).toBeVisible();
  });

  it('does not show locks that have ended', async () => {
    const dev = anEnvironment({ locks: [{ reason: 'over', until: '2020-01-01T00:00:00Z' }] });
    await renderApp({ state: { ...state, environments: { ...state.environments, dev } } });
    expect(within(header('dev')).queryByText('Locked')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Lock dev' })).toBeInTheDocument();
  });

  it('draws what a patch changes', async () => {
    const { send } = await renderApp({ state });
    send('patch', {
      resources: { s1: { cells: { pp: { status: 'Clean', liveVersion: '100' } } } },
      transitions: { prod: { ...aTransition(), result: { result: 'CheckFailed', message: 'HTTP 500' } } },
    });
    expect(within(cell('s1', 'pp')).getByText('Clean')).toBeInTheDocument();
    expect(header('prod')).toHaveTextContent('pp → prod: CheckFailed, HTTP 500');
  });

  it('draws only the rows in sight of many', async () => {
    await renderApp({ state: aLargeState(1000) });
    expect(screen.getByRole('grid')).toHaveAttribute('aria-rowcount', '1006');
    expect(screen.getAllByRole('rowheader').length).toBeLessThan(60);
  });

  it('keeps what is drawn of a row when other rows come and go', async () => {
    const { user } = await renderApp({ state });
    const before = cell('s1', 'pp');
    await user.type(screen.getByRole('searchbox'), 's1');
    expect(cell('s1', 'pp')).toBe(before);
  });

  it('says that there is no resource yet', async () => {
    await renderApp({ state: { ...state, resources: {} } });
    expect(screen.getByText(/No resources yet/)).toBeInTheDocument();
  });
});

describe('the keyboard', () => {
  it('has one stop in the grid, and arrows go from cell to cell', async () => {
    const { user } = await renderApp({ state });
    expect(
      screen.getAllByRole('gridcell').flatMap((each) => [...each.querySelectorAll('[tabindex="0"]')]),
    ).toEqual([cell('billing', 'latest')]);
    focus(cell('billing', 'latest'));
    await user.keyboard('{ArrowDown}{ArrowRight}jj{ArrowRight}k');
    expect(cell('payments/api', 'pp')).toHaveFocus();
    expect(cell('billing', 'latest')).toHaveAttribute('tabindex', '-1');
  });

  it('reaches rows that are not drawn yet', async () => {
    const { user } = await renderApp({ state: aLargeState(500) });
    focus(cell('billing', 'latest'));
    await user.keyboard('{PageDown>12/}');
    expect(document.activeElement).toHaveAttribute('data-row', '120');
  });

  it('finds the search field with a slash', async () => {
    const { user } = await renderApp({ state });
    await user.keyboard('/');
    expect(screen.getByRole('searchbox', { name: 'Search resources' })).toHaveFocus();
  });
});

describe('the filter', () => {
  it('is written into the address as one types and picks', async () => {
    const { user, address } = await renderApp({ state });
    await user.type(screen.getByRole('searchbox'), 'a');
    expect(names()).toEqual(['gateway', 'payments/api', 'search/indexer']);
    await user.click(screen.getByRole('checkbox', { name: 'Failed 1' }));
    expect(names()).toEqual(['payments/api']);
    expect(address()).toBe('/?q=a&state=Failed');
    expect(screen.getByText('1 of 5 resources')).toBeInTheDocument();
  });

  it('is read from the address', async () => {
    await renderApp({ state, at: '/?q=s&state=Behind' });
    expect(names()).toEqual(['payments/api', 's1']);
    expect(screen.getByRole('searchbox')).toHaveValue('s');
    expect(screen.getByRole('checkbox', { name: 'Behind 2' })).toBeChecked();
  });

  it('says when nothing matches, and how to see all again', async () => {
    const { user, address } = await renderApp({ state, at: '/?q=nothing' });
    expect(screen.getByText(/No resources match the filter/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all resources' }));
    expect(names()).toHaveLength(5);
    expect(address()).toBe('/');
  });
});

describe('the details', () => {
  it('of a cell open from the board and tell all that is known', async () => {
    const { user, address } = await renderApp({ state });
    await user.click(cell('payments/api', 'prod'));
    const details = within(await screen.findByRole('dialog', { name: 'payments/api in prod' }));
    expect(address()).toBe('/?environment=prod&resource=payments%2Fapi');
    expect(details.getByText('pp has 2.4.1')).toBeInTheDocument();
    expect(
      details.getByText('ImagePullBackOff: registry.example.org/payments:2.4.0 not found'),
    ).toBeInTheDocument();
    expect(details.getByText('Wait for the fix of PAY-231 (by Ada Lovelace)')).toBeInTheDocument();
  });

  it('give the keyboard back to the cell', async () => {
    const { user, address } = await renderApp({ state });
    await user.click(cell('s1', 'prod'));
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await waitFor(() => expect(cell('s1', 'prod')).toHaveFocus());
    expect(address()).toBe('/');
  });

  it('of an environment tell what waits to move and what is left out', async () => {
    await renderApp({ state, at: '/?environment=prod' });
    const details = within(await screen.findByRole('dialog', { name: 'prod' }));
    expect(details.getByText('s1 99 → 100')).toBeInTheDocument();
    expect(details.getByText('payments/api: Locked: Wait for the fix of PAY-231')).toBeInTheDocument();
    expect(details.getByText('at fffffff: Rolled back (by Ada Lovelace)')).toBeInTheDocument();
  });

  it('show the problems of the files behind a cell', async () => {
    await renderApp({ state, at: '/?environment=prod&resource=billing' });
    const details = within(await screen.findByRole('dialog', { name: 'billing in prod' }));
    expect(details.getByText('prod/base/billing.yaml:12:5')).toBeInTheDocument();
  });

  it.each([
    { at: '/?environment=nowhere', text: 'There is no environment nowhere.' },
    { at: '/?environment=pp&resource=gateway', text: 'Git has nothing for it in this environment.' },
  ])('of what is not there say so: $at', async ({ at, text }) => {
    await renderApp({ state, at });
    expect(await screen.findByText(text)).toBeInTheDocument();
  });

  it('name a resource that is new to the target as new', async () => {
    const prod = aTransition({
      pending: [
        { resource: 's9', to: '1' },
        { resource: 's8', from: '7' },
      ],
    });
    await renderApp({ state: { ...state, transitions: { prod } }, at: '/?environment=prod' });
    expect(await screen.findByText('s9 new → 1')).toBeInTheDocument();
    expect(screen.getByText('s8 7 → removed')).toBeInTheDocument();
  });
});

describe('a cell with an unusual time', () => {
  it('shows it as it was written', async () => {
    const resources = { s1: { cells: { dev: aCell({ since: 'yesterday' }) } } };
    await renderApp({ state: { ...state, resources } });
    expect(within(cell('s1', 'dev')).getByText('yesterday')).toBeInTheDocument();
  });
});
