import { describe, expect, it } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { answering, answerOf, problem, renderApp } from '../../../test/app.tsx';
import { anExplanation } from '../../../test/explanation.ts';
import { aState } from '../../../test/state.ts';

const state = aState();

async function open(resource: string, environment: string, explain = answerOf(anExplanation())) {
  const query = new URLSearchParams({ environment, resource });
  const app = await renderApp({ state, at: `/?${query}`, answer: answering({ '/api/explain': explain }) });
  const dialog = await screen.findByRole('dialog', { name: `${resource} in ${environment}` });
  return { ...app, details: within(dialog) };
}

describe('the explanation in the details of a cell', () => {
  it('begins with the summary, and goes back link by link', async () => {
    const { details, requests } = await open('s1', 'prod');
    expect(
      await details.findByText('s1 100 waits for prod: prod is locked (release day, by Ann)'),
    ).toBeVisible();
    expect(details.getByText(/^Here at the earliest:/)).toHaveTextContent(/Nov 20, 2026/);
    const list = details.getByRole('list', { name: 'From here back to what blocks first' });
    const links = [...list.children].map((link) => link.textContent);
    expect(links).toHaveLength(3);
    expect(links[0]).toMatch(
      /^waitingpp → prodEnvironmentLockedprod is locked: release dayrelease day \(by Ann, until .*\)Next: Ann unlocks prod.*Over at the earliest: /,
    );
    expect(links[1]).toMatch(/^blockingpp → prodGateSoak: .*Next: it passes by itself.*holdSoak/);
    expect(links[2]).toBe('donedev → ppArriveds1 100 came to pp in b5a7c01');
    expect(requests[0]?.url).toMatch(/\/api\/explain\?resource=s1&environment=prod$/);
  });

  it('is there for a version that arrived, too', async () => {
    const arrived = anExplanation({ arrived: true, summary: 's1 100 arrived in dev', links: [] });
    const { details } = await open('s1', 'dev', answerOf(arrived));
    expect(await details.findByText('s1 100 arrived in dev')).toBeVisible();
  });

  it('is not asked for where no transition leads', async () => {
    const { details, requests } = await open('s1', 'latest');
    expect(details.queryByRole('heading', { name: 'Explanation' })).not.toBeInTheDocument();
    expect(requests).toEqual([]);
  });

  it('is asked anew when something on the way changes', async () => {
    const { details, requests, send } = await open('s1', 'prod');
    await details.findByText(/^s1 100 waits for prod/);
    send('patch', { problems: [] });
    send('patch', { transitions: { pp: { result: { result: 'Blocked', message: 'dev is InProgress' } } } });
    await waitFor(() => expect(requests).toHaveLength(2));
  });

  it('says quietly where there is none', async () => {
    const { details } = await open('s1', 'prod', () => problem(503, { title: 'Not ready', detail: 'Wait.' }));
    expect(await details.findByText(/^The explanation cannot be loaded: Wait\./)).toBeVisible();
    expect(details.getByText('Not locked.')).toBeVisible();
  });
});
