import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { EventSourceState, problem, renderApp } from '../test/app.tsx';
import { aState } from '../test/state.ts';
import { pages } from './pages/index.ts';

const state = aState();
const empty = { ...state, order: [], environments: {}, resources: {}, transitions: {}, transitionOrder: [] };

describe('the shell', () => {
  it('has the landmarks and one heading of the first level', async () => {
    await renderApp({ state });
    expect(screen.getByRole('banner')).toBeInTheDocument();
    expect(screen.getByRole('main')).toBeInTheDocument();
    expect(screen.getByRole('search')).toBeInTheDocument();
    expect(screen.getAllByRole('heading', { level: 1 })).toHaveLength(1);
  });

  it('lists every page in its menu, with what wants attention', async () => {
    await renderApp({ state });
    const menu = within(screen.getByRole('navigation', { name: 'Pages' }));
    expect(menu.getAllByRole('link').map((link) => link.textContent)).toEqual([
      'Board',
      'Forecast',
      'Problems3',
    ]);
    expect(menu.getByRole('link', { name: 'Board' })).toHaveAttribute('aria-current', 'page');
  });

  it.each(pages)('shows $title at $path', async ({ path, title }) => {
    await renderApp({ state, at: path });
    expect(screen.getByRole('link', { name: new RegExp(title) })).toHaveAttribute('aria-current', 'page');
    expect(screen.queryByText('There is no such page.')).not.toBeInTheDocument();
  });

  it('says where no page is', async () => {
    await renderApp({ state, at: '/nowhere' });
    expect(screen.getByRole('link', { name: 'Go to the board' })).toHaveAttribute('href', '/');
  });

  it('tells the failures in the title of the tab', async () => {
    const { send } = await renderApp({ state });
    expect(document.title).toBe('(1 failed) Cautious Tribble');
    send('patch', { resources: { 'payments/api': { cells: { prod: { status: 'Clean' } } } } });
    expect(document.title).toBe('Cautious Tribble');
  });

  it('switches the theme', async () => {
    const { user } = await renderApp({ state });
    await user.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await user.click(screen.getByRole('radio', { name: 'As the system' }));
    expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'light');
  });

  it('gives every button and field a name', async () => {
    await renderApp({ state });
    for (const role of ['button', 'textbox', 'searchbox', 'checkbox', 'radio', 'link']) {
      for (const element of screen.getAllByRole(role === 'textbox' ? 'searchbox' : role)) {
        expect(element).toHaveAccessibleName();
      }
    }
  });
});

describe('changes', () => {
  it('are announced', async () => {
    const { send } = await renderApp({ state });
    send('patch', { resources: { s1: { cells: { pp: { status: 'Clean' } } } } });
    expect(screen.getByRole('log', { name: 'Changes' })).toHaveTextContent('s1 100 is Clean in pp.');
  });
});

describe('the connection', () => {
  const pill = () => screen.getByRole('status', { name: 'Connection' });

  it('is connecting, then live, then reconnecting, then live again', async () => {
    const { send, fail } = await renderApp();
    expect(pill()).toHaveTextContent('Connecting');
    send('snapshot', state);
    expect(pill()).toHaveTextContent('Live');
    fail(EventSourceState.connecting);
    expect(pill()).toHaveTextContent('Reconnecting');
    await waitFor(() => expect(pill()).toHaveAttribute('title', 'Not Found'));
    send('patch', {});
    expect(pill()).toHaveTextContent('Live');
  });

  it('tells which part of the system is silent, and since when', async () => {
    const since = new Date(Date.now() - 5 * 60_000).toISOString();
    const deployer = { state: 'unreachable', since, message: 'connection refused' } as const;
    await renderApp({ state: { ...state, freshness: { ...state.freshness, deployer } } });
    expect(screen.getByText(/^deployer unreachable since/)).toHaveTextContent(
      'deployer unreachable since 5min ago, showing last known: connection refused',
    );
  });

  it('is closed with the page', async () => {
    const { unmount, streams } = await renderApp({ state });
    unmount();
    expect(streams[0]?.close).toHaveBeenCalled();
  });
});

describe('without a state', () => {
  it('shows that it is loading', async () => {
    await renderApp();
    expect(screen.getByText('Loading the state')).toBeInTheDocument();
  });

  it('shows why there is none, and tries again when asked', async () => {
    const answer = () =>
      problem(503, { title: 'Not ready', detail: 'The repository has not been read yet.' });
    const { user, fail, streams, send } = await renderApp({ answer });
    fail(EventSourceState.closed);
    expect(await screen.findByText(/The repository has not been read yet\./)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again now' }));
    expect(streams.length).toBeGreaterThan(1);
    send('snapshot', state);
    expect(screen.getByRole('grid')).toBeInTheDocument();
  });

  it('shows the state of a plain read where a stream is impossible, and that it is not live', async () => {
    const { fail } = await renderApp({ answer: () => Promise.resolve(Response.json(state)) });
    fail(EventSourceState.closed);
    expect(await screen.findByRole('grid')).toBeInTheDocument();
    expect(screen.getByRole('status', { name: 'Connection' })).toHaveTextContent('Reconnecting');
  });
});

describe('without environments', () => {
  it('tells the exact call that registers the first version, at this very address', async () => {
    await renderApp({ state: empty });
    expect(screen.getByRole('heading', { name: 'No environments yet' })).toBeInTheDocument();
    expect(screen.getByText(/^curl/)).toHaveTextContent(
      'curl -X POST http://tribble.test/board/api/resources/hello/versions',
    );
  });
});

describe('the page of problems', () => {
  it('lists where each is, what it is and what to do', async () => {
    await renderApp({ state, at: '/problems' });
    const items = within(screen.getByRole('main')).getAllByRole('listitem');
    expect(items).toHaveLength(3);
    expect(items[0]).toHaveTextContent('prod/base/billing.yaml:12:5');
    expect(items[0]).toHaveTextContent('The key "image" is there twice.');
    expect(items[0]).toHaveTextContent('Remove one of them');
  });

  it('is glad when there are none', async () => {
    await renderApp({ state: { ...state, problems: [] }, at: '/problems' });
    expect(screen.getByText(/No problems/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Problems' })).toBeInTheDocument();
  });
});
