import { describe, expect, it } from '@jest/globals';
import type { Forecast } from '@tribble/api';
import { screen, waitFor, within } from '@testing-library/react';
import { answerOf, problem, renderApp } from '../../../test/app.tsx';
import { aForecast } from '../../../test/forecast.ts';
import { aState } from '../../../test/state.ts';

const state = aState();

async function open(forecast: Partial<Forecast> = {}, at = '/forecast') {
  const app = await renderApp({ state, at, answer: answerOf(aForecast(forecast)) });
  await screen.findByRole('heading', { level: 2, name: 'Forecast' });
  return app;
}

/** What stands below the headings of times and of what stays blocked. */
function sections(): [heading: string | undefined, items: (string | null)[]][] {
  return screen.getAllByRole('heading', { level: 3 }).map((heading) => {
    const list = heading.parentElement?.querySelector('ul');
    return [heading.textContent, [...(list?.children ?? [])].map((item) => item.textContent)];
  });
}

describe('the forecast', () => {
  it('lists the moves by time, and then what stays blocked', async () => {
    await open();
    await screen.findByText('Stays blocked');
    const [first, second, blocked] = sections();
    expect(first?.[0]).toMatch(/^Nov 20, 2026, .*, .* ago$/);
    expect(first?.[1]).toEqual([
      expect.stringMatching(/^ppdev → ppsearch\/indexer 0\.9\.12 → 0\.9\.13Usually rolled out by Nov 20/),
      expect.stringMatching(
        /^prodpp → prods1 99 → 100billing .*Provided that: \/checkout answers 200 again; release-managers approve it$/,
      ),
    ]);
    expect(second?.[1]).toEqual(['prodpp → prodsearch/indexer 0.9.12 → 0.9.13']);
    expect(blocked?.[1]).toEqual([
      'prodpp → prodpayments/api 2.4.0 → 2.4.1it is locked in prod: Wait for the fix of PAY-231',
      expect.stringMatching(/^edgeprod → edges1 98 → 99Window: .* \(until Nov 23, 2026/),
    ]);
  });

  it('leads to the details on the board', async () => {
    await open();
    const [, link] = await screen.findAllByRole('link', { name: 'prod' });
    expect(link).toHaveAttribute('href', '/?environment=prod');
  });

  it('says that nothing would move', async () => {
    await open({ moves: [], blocked: [] });
    expect(await screen.findByText('Nothing would move in the next 24 hours.')).toBeVisible();
    expect(screen.queryByText('Stays blocked')).not.toBeInTheDocument();
  });

  it('looks as far ahead as the address says, and as one chooses', async () => {
    const { user, requests, address } = await open({ moves: [] }, '/forecast?hours=6');
    expect(await screen.findByText('Nothing would move in the next 6 hours.')).toBeVisible();
    expect(requests[0]?.url).toMatch(/\/api\/forecast\?hours=6$/);
    const choice = within(screen.getByRole('radiogroup', { name: 'Hours to look ahead' }));
    expect(choice.getByRole('radio', { name: '6 h' })).toBeChecked();
    await user.click(choice.getByRole('radio', { name: '7 d' }));
    expect(address()).toBe('/forecast?hours=168');
    await waitFor(() => expect(requests.at(-1)?.url).toMatch(/hours=168$/));
    expect(screen.getByText('Nothing would move in the next 7 days.')).toBeVisible();
  });

  it('is asked anew when a transition changes', async () => {
    const { send, requests } = await open();
    await screen.findByText('Stays blocked');
    send('patch', { transitions: { prod: { result: { result: 'Blocked', message: 'other' } } } });
    await waitFor(() => expect(requests).toHaveLength(2));
  });

  it('says where it is not complete', async () => {
    await open({ complete: false });
    expect(await screen.findByText(/what comes last is missing/)).toBeVisible();
  });

  it('says that all is paused', async () => {
    const { send } = await open();
    send('patch', { paused: [{ reason: 'Incident 4711' }] });
    expect(screen.getByText('All transitions are paused')).toBeVisible();
  });

  it('says where it cannot be had', async () => {
    const answer = () => problem(503, { title: 'Not ready', detail: 'The repository is not read yet.' });
    await renderApp({ state, at: '/forecast', answer });
    expect(
      await screen.findByText(/^The forecast cannot be loaded: The repository is not read yet\./),
    ).toBeVisible();
  });
});
