import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { notifications } from '@mantine/notifications';
import { act, screen, waitFor, within } from '@testing-library/react';
import { answering, answerOf, commandsOf, problem, renderApp } from '../../../test/app.tsx';
import { aPreview, aPreviewMove } from '../../../test/forecast.ts';
import { aTransitionDetail } from '../../../test/promotion.ts';
import { aState, aTransition } from '../../../test/state.ts';

const state = aState();
const done = { commit: '4f1c'.repeat(10), changed: true };
const answers = {
  '/preview': answerOf(aPreview({ held: [aPreviewMove()] })),
  '/api/transitions/': answerOf(aTransitionDetail()),
  '/api/pauses': answerOf(done, 201),
};
const answer = answering(answers);
const incident = { reason: 'Incident 4711', by: 'Ada', until: '2126-01-01T00:00:00Z' };

beforeEach(() => localStorage.clear());
afterEach(() => act(() => notifications.clean()));

async function openPause(options: Parameters<typeof renderApp>[0] = {}) {
  const app = await renderApp({ state, answer, ...options });
  await app.user.click(screen.getByRole('button', { name: 'Pause all transitions' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Pause all transitions' }));
  const submit = () => app.user.click(dialog.getByRole('button', { name: 'Pause all transitions' }));
  return { ...app, dialog, submit };
}

describe('the emergency stop', () => {
  it('pauses nothing before a reason is given', async () => {
    const { dialog, submit, requests } = await openPause();
    await submit();
    expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(/Say why/);
    expect(commandsOf(requests)).toEqual([]);
  });

  it('tells what it would hold back, and pauses all', async () => {
    const { user, dialog, submit, requests } = await openPause();
    expect(await dialog.findByText('1 version would be held back from prod: s1 99 → 100')).toBeVisible();
    await expect(requests[0]?.json()).resolves.toEqual({ kind: 'pause' });
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Incident 4711');
    await user.click(dialog.getByRole('radio', { name: 'For 1 hour' }));
    await submit();
    expect(await screen.findByText('Paused: all transitions')).toBeInTheDocument();
    const [request] = commandsOf(requests);
    expect(request?.url).toBe('http://tribble.test/board/api/pauses');
    await expect(request?.json()).resolves.toEqual({
      reason: 'Incident 4711',
      until: expect.stringMatching(/^\d{4}-/),
    });
  });

  it('gives the keyboard back', async () => {
    const { user } = await openPause();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Pause all transitions' })).toHaveFocus());
  });

  it("shows the aggregator's refusal", async () => {
    const refuse = () => problem(409, { title: 'Not pushed', detail: 'The remote was changed. Try again.' });
    const { user, dialog, submit } = await openPause({
      answer: answering({ ...answers, '/api/pauses': refuse }),
    });
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Incident');
    await submit();
    expect(await dialog.findByRole('alert')).toHaveTextContent('The remote was changed. Try again.');
  });

  it('is not offered where there is no transition', async () => {
    await renderApp({ state: { ...state, transitions: {}, transitionOrder: [] } });
    expect(screen.queryByRole('button', { name: 'Pause all transitions' })).not.toBeInTheDocument();
  });
});

describe('while all is paused', () => {
  const paused = { ...state, paused: [incident] };

  it('a notice tells why, by whom and until when', async () => {
    await renderApp({ state: paused });
    const notice = screen.getByText('All transitions are paused').closest('[role=status]');
    expect(notice).toHaveTextContent(/Incident 4711 \(by Ada, until .*212[56]/);
    expect(screen.queryByRole('button', { name: 'Pause all transitions' })).not.toBeInTheDocument();
  });

  it('the notice comes and goes with the pause', async () => {
    const { send } = await renderApp({ state });
    expect(screen.queryByText('All transitions are paused')).not.toBeInTheDocument();
    send('patch', { paused: [incident] });
    expect(screen.getByText('All transitions are paused')).toBeVisible();
    send('patch', { paused: [{ ...incident, until: '2020-01-01T00:00:00Z' }] });
    expect(screen.queryByText('All transitions are paused')).not.toBeInTheDocument();
  });

  it('it can be resumed from there', async () => {
    const { user, requests } = await renderApp({ state: paused, answer });
    await user.click(screen.getByRole('button', { name: 'Resume all transitions' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Resume all transitions' }));
    await user.click(dialog.getByRole('button', { name: 'Resume all transitions' }));
    await screen.findByText('Removed from the pause of all transitions: Incident 4711');
    const [request] = commandsOf(requests);
    expect(request?.method).toBe('DELETE');
    expect(request?.url).toMatch(/\/api\/pauses\?reason=Incident(%20|\+)4711$/);
  });
});

describe('a pause for several reasons', () => {
  it('ends with the last of them: what that would release is told only then', async () => {
    const paused = [incident, { reason: 'Release day' }];
    const released = answerOf(aPreview({ released: [aPreviewMove()] }));
    const { user } = await renderApp({
      state: { ...state, paused },
      answer: answering({ ...answers, '/preview': released }),
    });
    await user.click(screen.getByRole('button', { name: 'Resume all transitions' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Resume all transitions' }));
    await user.click(dialog.getByRole('radio', { name: 'Release day' }));
    expect(dialog.getByText('It is held for the other reasons as before.')).toBeVisible();
    await user.click(dialog.getByRole('radio', { name: 'All reasons' }));
    expect(await dialog.findByText('1 version would be released to prod: s1 99 → 100')).toBeVisible();
  });
});

describe('one transition', () => {
  it('is paused from its details', async () => {
    const { user, requests } = await renderApp({ state, answer, at: '/?environment=prod' });
    await user.click(await screen.findByRole('button', { name: 'Pause transition prod' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Pause transition prod' }));
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Load test');
    await user.click(dialog.getByRole('button', { name: 'Pause transition prod' }));
    await screen.findByText('Paused: transition prod');
    await expect(commandsOf(requests)[0]?.json()).resolves.toEqual({
      reason: 'Load test',
      transition: 'prod',
    });
  });

  it('that is paused says so in its header and its details, and can go on', async () => {
    const prod = aTransition({ paused: [incident] });
    const { user, requests } = await renderApp({
      state: { ...state, transitions: { prod } },
      answer,
      at: '/?environment=prod',
    });
    const header = screen.getByRole('columnheader', { name: /^prod/, hidden: true });
    expect(within(header).getByText('Paused: Incident 4711')).toBeInTheDocument();
    expect(await screen.findByText('Paused:')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Resume transition prod' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Resume transition prod' }));
    await user.click(dialog.getByRole('button', { name: 'Resume transition prod' }));
    await screen.findByText('Removed from the pause of transition prod: Incident 4711');
    expect(commandsOf(requests)[0]?.url).toMatch(
      /\/api\/pauses\?transition=prod&reason=Incident(%20|\+)4711$/,
    );
  });
});
