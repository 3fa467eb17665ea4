import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { notifications } from '@mantine/notifications';
import type { CommitResult } from '@tribble/api';
import { act, screen, waitFor, within } from '@testing-library/react';
import { answering, answerOf, cell, commandsOf, problem, renderApp } from '../../../test/app.tsx';
import { anExplanation } from '../../../test/explanation.ts';
import { aPreview, aPreviewMove } from '../../../test/forecast.ts';
import { anEnvironment, aState } from '../../../test/state.ts';

const state = aState();
const done: CommitResult = { commit: '4f1c'.repeat(10), changed: true };
const preview = answerOf(aPreview());
const explanation = answerOf(anExplanation());
const answer = answering({ '/preview': preview, '/explain': explanation }, answerOf(done, 201));
const author = 'Ada Lovelace <ada@example.org>';

beforeEach(() => localStorage.clear());
afterEach(() => act(() => notifications.clean()));

async function openLock(options: Parameters<typeof renderApp>[0] = {}) {
  const app = await renderApp({ state, answer, ...options });
  await app.user.click(screen.getByRole('button', { name: 'Lock dev' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Lock dev' }));
  const submit = () => app.user.click(dialog.getByRole('button', { name: 'Lock' }));
  return { ...app, dialog, submit };
}

async function openUnlock(options: Parameters<typeof renderApp>[0] = {}) {
  const dev = anEnvironment({ locks: [{ reason: 'Load test', by: 'Ada' }, { reason: 'Audit' }] });
  const locked = { ...state, environments: { ...state.environments, dev } };
  const app = await renderApp({ state: locked, answer, ...options });
  await app.user.click(screen.getByRole('button', { name: 'Unlock dev' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Unlock dev' }));
  const submit = () => app.user.click(dialog.getByRole('button', { name: 'Unlock' }));
  return { ...app, dialog, submit };
}

describe('the lock dialog', () => {
  it('has the keyboard in the reason, and gives it back', async () => {
    const { user, dialog } = await openLock();
    await waitFor(() => expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveFocus());
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Lock dev' })).toHaveFocus());
  });

  it('wants a reason', async () => {
    const { dialog, submit, requests } = await openLock();
    await submit();
    expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(/Say why/);
    expect(commandsOf(requests)).toEqual([]);
  });

  it('locks, and tells the commit', async () => {
    const { user, dialog, submit, requests } = await openLock();
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), ' Load test ');
    await submit();
    expect(await screen.findByText('dev is locked')).toBeInTheDocument();
    expect(screen.getByText('Commit 4f1c4f1')).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    const [request] = commandsOf(requests);
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe('http://tribble.test/board/api/environments/dev/locks');
    expect(request?.headers.has('Tribble-Author')).toBe(false);
    await expect(request?.json()).resolves.toEqual({ reason: 'Load test' });
  });

  it('sends who asks and until when, and remembers who', async () => {
    const { user, dialog, submit, requests } = await openLock();
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Load test');
    await user.type(dialog.getByRole('textbox', { name: 'Your name' }), author);
    await user.click(dialog.getByRole('radio', { name: 'For 1 hour' }));
    const asked = Date.now();
    await submit();
    await screen.findByText('dev is locked');
    expect(commandsOf(requests)[0]?.headers.get('Tribble-Author')).toBe(author);
    const { until } = (await commandsOf(requests)[0]?.json()) as { until: string };
    expect(Math.abs(Date.parse(until) - asked - 3_600_000)).toBeLessThan(60_000);
    await user.click(screen.getByRole('button', { name: 'Lock dev' }));
    expect(await screen.findByRole('textbox', { name: 'Your name' })).toHaveValue(author);
  });

  it('does not send a name that no commit can have', async () => {
    const { user, dialog, submit, requests } = await openLock();
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Load test');
    await user.type(dialog.getByRole('textbox', { name: 'Your name' }), 'ada');
    await submit();
    expect(dialog.getByRole('textbox', { name: 'Your name' })).toHaveAccessibleDescription(/as git does/);
    expect(commandsOf(requests)).toEqual([]);
  });

  it("shows the aggregator's fault next to the field", async () => {
    const errors = [{ path: '/body/reason', message: 'must not be longer than 1000 characters' }];
    const refuse = () => problem(400, { title: 'Bad Request', detail: 'The request has one fault.', errors });
    const { user, dialog, submit } = await openLock({ answer: refuse });
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Load test');
    await submit();
    await waitFor(() =>
      expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(/longer than 1000/),
    );
    expect(dialog.queryByRole('alert')).not.toBeInTheDocument();
  });

  it("shows the aggregator's refusal, and keeps what was typed", async () => {
    const refuse = () => problem(409, { title: 'Not pushed', detail: 'The remote was changed. Try again.' });
    const { user, dialog, submit } = await openLock({ answer: refuse });
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Load test');
    await submit();
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Not pushedThe remote was changed. Try again.',
    );
    expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue('Load test');
  });

  it('says when nobody answers', async () => {
    const { user, dialog, submit } = await openLock({
      answer: () => Promise.reject(new TypeError('failed')),
    });
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Load test');
    await submit();
    expect(await dialog.findByRole('alert')).toHaveTextContent('The aggregator does not answer.');
  });

  it('says when a lock was there before', async () => {
    const before = () => Promise.resolve(Response.json({ ...done, changed: false }));
    const { user, dialog, submit } = await openLock({ answer: before });
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Load test');
    await submit();
    expect(await screen.findByText(/locked for this reason before\. Commit 4f1c4f1/)).toBeInTheDocument();
  });

  it('locks one resource, from its details', async () => {
    const { user, requests } = await renderApp({ state, answer });
    await user.click(cell('payments/api', 'pp'));
    await user.click(await screen.findByRole('button', { name: 'Lock payments/api in pp' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Lock payments/api in pp' }));
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Wait');
    await user.click(dialog.getByRole('button', { name: 'Lock' }));
    await screen.findByText('payments/api in pp is locked');
    expect(commandsOf(requests)[0]?.url).toMatch(/\/environments\/pp\/locks$/);
    await expect(commandsOf(requests)[0]?.json()).resolves.toEqual({
      reason: 'Wait',
      resource: 'payments/api',
    });
  });
});

describe('the unlock dialog', () => {
  it('lists the reasons and removes the chosen one', async () => {
    const { user, dialog, submit, requests } = await openUnlock();
    expect(
      dialog.getAllByRole('radio').map((radio) => (radio as HTMLInputElement).labels?.[0]?.textContent),
    ).toEqual(['Load test (by Ada)', 'Audit', 'All reasons']);
    await user.click(dialog.getByRole('radio', { name: 'Audit' }));
    await submit();
    expect(await screen.findByText('Removed from dev: Audit')).toBeInTheDocument();
    expect(commandsOf(requests)[0]?.method).toBe('DELETE');
    expect(commandsOf(requests)[0]?.url).toMatch(/\/environments\/dev\/locks\?reason=Audit$/);
  });

  it('removes all', async () => {
    const { user, dialog, submit, requests } = await openUnlock();
    await user.click(dialog.getByRole('radio', { name: 'All reasons' }));
    await submit();
    expect(await screen.findByText('dev is unlocked')).toBeInTheDocument();
    expect(commandsOf(requests)[0]?.url).toMatch(/\/environments\/dev\/locks$/);
  });

  it('removes nothing that was not chosen', async () => {
    const { dialog, submit, requests } = await openUnlock();
    await submit();
    expect(dialog.getByText('Choose what to remove.')).toBeInTheDocument();
    expect(commandsOf(requests)).toEqual([]);
  });

  it('removes the chosen reason even when the list changes meanwhile', async () => {
    const { user, dialog, submit, requests, send } = await openUnlock();
    await user.click(dialog.getByRole('radio', { name: 'Audit' }));
    send('patch', { environments: { dev: { locks: [{ reason: 'Another' }, { reason: 'Third' }] } } });
    await submit();
    await screen.findByText('Removed from dev: Audit');
    expect(commandsOf(requests)[0]?.url).toMatch(/\?reason=Audit$/);
  });

  it("shows the aggregator's refusal", async () => {
    const refuse = () => problem(503, { title: 'Not ready', detail: 'The repository is not read yet.' });
    const { user, dialog, submit } = await openUnlock({ answer: refuse });
    await user.click(dialog.getByRole('radio', { name: 'Audit' }));
    await submit();
    expect(await dialog.findByRole('alert')).toHaveTextContent('The repository is not read yet.');
  });
});

describe('what a lock would change', () => {
  const lines = () => screen.findByRole('status', { name: 'What this would change' });

  it('is told before it is done', async () => {
    const held = aPreview({ held: [aPreviewMove({ target: 'dev' })] });
    const { requests } = await openLock({ answer: answerOf(held) });
    await waitFor(async () =>
      expect(await lines()).toHaveTextContent('1 version would be held back from dev: s1 99 → 100'),
    );
    await expect(requests[0]?.json()).resolves.toEqual({ kind: 'lock', environment: 'dev' });
  });

  it('is asked anew for another time', async () => {
    const { user, dialog, requests } = await openLock();
    await user.click(dialog.getByRole('radio', { name: 'For 1 hour' }));
    await waitFor(() => expect(requests).toHaveLength(2));
    const { until } = (await requests[1]?.json()) as { until: string };
    expect(Date.parse(until)).toBeGreaterThan(Date.now());
  });

  it('is told of the reason that is to be removed', async () => {
    const released = aPreview({ released: [aPreviewMove({ target: 'dev' })] });
    const { user, dialog, requests } = await openUnlock({ answer: answerOf(released) });
    expect(screen.queryByRole('status', { name: 'What this would change' })).not.toBeInTheDocument();
    await user.click(dialog.getByRole('radio', { name: 'Audit' }));
    await waitFor(async () =>
      expect(await lines()).toHaveTextContent('1 version would be released to dev: s1 99 → 100'),
    );
    const asked = { kind: 'unlock', environment: 'dev', reason: 'Audit' };
    await expect(requests[0]?.json()).resolves.toEqual(asked);
  });

  it.each([
    { name: 'refused', broken: () => problem(502, { title: 'Bad Gateway', detail: 'No transitioner.' }) },
    { name: 'not understood', broken: answerOf({}) },
  ])('stands in nobody’s way where it is $name', async ({ broken }) => {
    const { user, dialog, submit } = await openLock({ answer: answering({ '/preview': broken }, answer) });
    await waitFor(async () =>
      expect(await lines()).toHaveTextContent(/^What this would change is not known: /),
    );
    await user.type(dialog.getByRole('textbox', { name: 'Reason' }), 'Load test');
    await submit();
    expect(await screen.findByText('dev is locked')).toBeInTheDocument();
  });
});
