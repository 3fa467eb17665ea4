import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { notifications } from '@mantine/notifications';
import type { TransitionDetail, TransitionStatus } from '@tribble/api';
import { act, screen, waitFor, within } from '@testing-library/react';
import { answering, answerOf, commandsOf, problem, renderApp } from '../../../test/app.tsx';
import { aPreview, aPreviewMove } from '../../../test/forecast.ts';
import { aFaultyState, aGatedState, aGatedTransition } from '../../../test/gated-state.ts';
import { aPendingChange, aTransitionDetail } from '../../../test/promotion.ts';

const state = aGatedState();
const detail = aTransitionDetail('prod', aGatedTransition());
const done = { commit: '4f1c'.repeat(10), changed: true };
const author = 'Ada Lovelace <ada@example.org>';

beforeEach(() => localStorage.clear());
afterEach(() => act(() => notifications.clean()));

type Options = Parameters<typeof renderApp>[0];

async function open(options: Options = {}) {
  const answer = answering({ '/api/transitions/prod': answerOf(detail) });
  const app = await renderApp({ state, at: '/?environment=prod', answer, ...options });
  const dialog = await screen.findByRole('dialog', { name: 'prod' });
  return { ...app, details: within(dialog) };
}

/** What the list below a heading says, item by item. */
function itemsBelow(heading: string): (string | null)[] {
  const part = screen.getByRole('heading', { name: heading }).parentElement;
  return [...(part?.querySelector('ul')?.children ?? [])].map((item) => item.textContent);
}

/** Versions that wait, and as many that stay. */
function manyOf(count: number): Pick<TransitionStatus, 'pending' | 'leftOut'> {
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  return {
    pending: names.map((resource) => ({ resource, to: '2' })),
    leftOut: names.map((resource) => ({ resource, reason: 'NoBase' })),
  };
}

describe('the details of a transition', () => {
  it('tell what each gate says: its word, why, until when and what was judged', async () => {
    const { details } = await open();
    expect(details.getByRole('heading', { name: 'Transition prod' })).toBeVisible();
    const gates = itemsBelow('Gates');
    expect(gates).toHaveLength(5);
    expect(gates[0]).toMatch(/^failHttppp\/checkout answered 500, expected 200What was judged/);
    expect(gates[1]).toMatch(/^holdSoakpps1 100 was Clean .*May change by itself: Nov 20, 2026.* ago/);
    expect(gates[2]).toMatch(/^waitApprovalpp0 of 1 approvals by release-managers/);
    expect(gates[3]).toMatch(/^unknownMetricpp/);
    expect(gates[4]).toMatch(/^passSourceCleanpppp is Clean/);
  });

  it('quote the evidence, and link only to the web', async () => {
    const { details } = await open();
    const quote = details.getByRole('region', { name: 'Evidence 1 of Http for pp', hidden: true });
    expect(quote).toHaveTextContent('500 Internal Server Error');
    const links = details.getAllByRole('link', { hidden: true }).map((link) => link.getAttribute('href'));
    expect(links).toEqual(['https://pp.example.org/checkout']);
    expect(details.getByText('javascript:alert(1)')).toBeInTheDocument();
  });

  it('tell what waits to move with its changelog, what is left out, and what was done', async () => {
    const { details, user } = await open();
    expect(await details.findByText('Show all 4 runs')).toBeVisible();
    expect(itemsBelow('Waits to move')[0]).toMatch(
      /^s1 99 → 100bbbbbbbCI <ci@example.org>.*Retry the payment when the bank is slow/s,
    );
    expect(itemsBelow('Left out')).toEqual([
      'payments/api: Locked: Wait for the fix of PAY-231',
      expect.stringMatching(/^billing: Scheduled: came after the tick of 9:00 \(until Nov 21, 2026/),
      'payments/worker: Together: waits for payments/api',
    ]);
    expect(itemsBelow('Approvals')).toEqual([
      expect.stringMatching(/^Grace Hopper <grace@example.org>: tried in pp Nov 20/),
    ]);
    expect(itemsBelow('Last runs')[0]).toMatch(/^Pending5555555Nov 20, 2026.*s1 98 → 99/);
    await user.click(details.getByRole('button', { name: 'Show all 4 runs' }));
    expect(itemsBelow('Last runs').map((run) => /^[A-Z][a-z]+(?=\d)/.exec(run ?? '')?.[0])).toEqual([
      'Pending',
      'Clean',
      'Superseded',
      'Failed',
    ]);
  });

  it('say that an approval is of something else than what is pending', async () => {
    const approvals = detail.approvals.map((approval) => ({ ...approval, change: 'older' }));
    await open({ answer: answerOf({ ...detail, approvals }) });
    await screen.findByRole('heading', { name: 'Approvals' });
    expect(itemsBelow('Approvals')[0]).toMatch(/of something else than what is pending now$/);
  });

  it('show the first of thousands, and all on demand', async () => {
    const pending = Array.from({ length: 50 }, (_, index) => ({ resource: `s${index}`, to: '1' }));
    const prod = { ...aGatedTransition(), pending };
    const { details, user } = await open({ state: { ...state, transitions: { prod } } });
    expect(itemsBelow('Waits to move')).toHaveLength(20);
    await user.click(details.getByRole('button', { name: 'Show all 50 versions' }));
    expect(itemsBelow('Waits to move')).toHaveLength(50);
  });

  it('are asked anew when the status of the transition changes, and only then', async () => {
    const { details, requests, send } = await open();
    await details.findByText('Last runs');
    send('patch', { resources: { s1: { cells: { pp: { status: 'Clean' } } } } });
    send('patch', { transitions: { prod: { pending: [{ resource: 's1', from: '99', to: '101' }] } } });
    expect(itemsBelow('Waits to move')).toEqual(['s1 99 → 101']);
    await waitFor(() => expect(requests).toHaveLength(2));
    expect(requests.map(({ url }) => url)).toEqual(
      Array(2).fill('http://tribble.test/board/api/transitions/prod'),
    );
  });

  it('say quietly where they cannot be loaded, and ask again', async () => {
    const { details, user, requests } = await open({
      answer: () => problem(502, { title: 'Bad Gateway', detail: 'The transitioner does not answer.' }),
    });
    const line = await details.findByText(
      /^Changelogs, approvals and runs cannot be loaded: The transitioner/,
    );
    expect(details.getByText('0 of 1 approvals by release-managers')).toBeVisible();
    await user.click(within(line).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(requests).toHaveLength(2));
  });

  it('tell a few verdicts of many until the rest is loaded', async () => {
    const gates = aGatedTransition().gates;
    const prod = { ...aGatedTransition(), gates: gates.slice(0, 2), moreGates: 3 };
    let answer = (_: Response) => {};
    const answered = new Promise<Response>((resolve) => {
      answer = resolve;
    });
    const { details } = await open({ state: { ...state, transitions: { prod } }, answer: () => answered });
    expect(itemsBelow('Gates')).toHaveLength(2);
    expect(details.getByText('and 3 more')).toBeVisible();
    answer(Response.json(detail));
    await waitFor(() => expect(itemsBelow('Gates')).toHaveLength(5));
  });
});

it('tells a few of many versions, and of those that are left out, until the rest is loaded', async () => {
  const whole = { ...aGatedTransition(), ...manyOf(30) };
  const { pending, leftOut } = whole;
  const prod = { ...whole, pending: pending.slice(0, 2), morePending: 28, leftOut: leftOut.slice(0, 3) };
  let answer = (_: Response) => {};
  const answered = new Promise<Response>((resolve) => {
    answer = resolve;
  });
  const transitions = { prod: { ...prod, moreLeftOut: 27 } };
  const { details } = await open({ state: { ...state, transitions }, answer: () => answered });
  expect(itemsBelow('Waits to move')).toHaveLength(2);
  expect(details.getByText('and 28 more')).toBeVisible();
  expect(itemsBelow('Left out')).toHaveLength(3);
  expect(details.getByText('and 27 more')).toBeVisible();
  answer(Response.json(aTransitionDetail('prod', whole)));
  expect(await details.findByRole('button', { name: 'Show all 30 versions' })).toBeVisible();
  expect(details.getByRole('button', { name: 'Show all 30 resources' })).toBeVisible();
  expect(details.queryByText(/^and \d+ more$/)).not.toBeInTheDocument();
});

describe('the gates', () => {
  it('are asked again on demand', async () => {
    const asked = aTransitionDetail('prod', aGatedTransition(), { approvals: [] });
    const answer = answering({ '/evaluate': answerOf(asked), '/api/transitions/prod': answerOf(detail) });
    const { details, user, requests } = await open({ answer });
    await details.findByRole('heading', { name: 'Approvals' });
    await user.click(details.getByRole('button', { name: 'Ask every gate of prod again' }));
    await waitFor(() =>
      expect(details.queryByRole('heading', { name: 'Approvals' })).not.toBeInTheDocument(),
    );
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'GET /board/api/transitions/prod',
      'POST /board/api/transitions/prod/evaluate',
    ]);
  });

  it('that could not be asked say so', async () => {
    const refuse = () => problem(503, { title: 'Not ready', detail: 'The transitioner begins.' });
    const answer = answering({ '/evaluate': refuse, '/api/transitions/prod': answerOf(detail) });
    const { details, user } = await open({ answer });
    await user.click(details.getByRole('button', { name: 'Ask every gate of prod again' }));
    expect(await details.findByRole('alert')).toHaveTextContent(
      'They were not asked: The transitioner begins.',
    );
  });
});

describe('a fault in transitions.yaml', () => {
  it('stands in the header of its environment with its place and the nearest right word', async () => {
    await renderApp({ state: aFaultyState() });
    const header = screen.getByRole('columnheader', { name: /^prod/ });
    expect(header).toHaveTextContent(/CheckFailed, transitions\.yaml:14:11: .*unknown option/);
    const name =
      /transitions\.yaml:14:11: transitions\.prod.*Soak\.fro: unknown option \(Did you mean `for`\?\)/;
    expect(within(header).getByRole('note', { name })).toBeVisible();
  });

  it('stands in the details of the transition, once', async () => {
    const { details } = await open({ state: aFaultyState() });
    expect(details.getByText('pp → prod: CheckFailed')).toBeVisible();
    expect(details.getByText('transitions.yaml:14:11')).toBeVisible();
    expect(details.getByText('Did you mean `for`?')).toBeVisible();
    expect(details.queryByText('transitions.yaml:21:5')).not.toBeInTheDocument();
  });

  it('stands above the board where no environment is its target', async () => {
    await renderApp({ state: aFaultyState() });
    const notice = screen.getByText('Transition hotfix').closest('[role=status]');
    expect(notice).toHaveTextContent(
      'Transition hotfixunknown → hotfix: CheckFailedtransitions.yaml:21:5transitions.hotfix.sorce: unknown key Did you mean `source`?',
    );
  });
});

describe('an approval', () => {
  async function openApproval(answers: Parameters<typeof answering>[0] = {}, about = detail) {
    const answer = answering({
      '/preview': answerOf(aPreview({ released: [aPreviewMove()] })),
      '/approvals': answerOf(done, 201),
      '/api/transitions/prod': answerOf(about),
      ...answers,
    });
    const app = await open({ answer });
    const ask = async (button: string) => {
      await app.user.click(await app.details.findByRole('button', { name: button }));
      const dialog = await screen.findByRole('dialog', { name: 'Approve for transition prod' });
      return within(dialog);
    };
    return { ...app, ask };
  }

  it('sends exactly the change that is shown, with who approves and why', async () => {
    const { user, requests, ask } = await openApproval();
    const dialog = await ask('Approve 2 versions …');
    expect(dialog.getByText('s1 99 → 100')).toBeVisible();
    expect(dialog.getByRole('region', { name: 'Changelog of s1' })).toBeVisible();
    await user.type(dialog.getByRole('textbox', { name: 'Comment' }), ' tried it ');
    await user.type(dialog.getByRole('textbox', { name: 'Your name' }), author);
    expect(await dialog.findByText('1 version would be released to prod: s1 99 → 100')).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('Approved for transition prod')).toBeInTheDocument();
    const [request] = commandsOf(requests);
    expect(request?.url).toBe('http://tribble.test/board/api/transitions/prod/approvals');
    expect(request?.headers.get('Tribble-Author')).toBe(author);
    await expect(request?.json()).resolves.toEqual({ changes: [detail.change], comment: 'tried it' });
  });

  it('wants to know who approves', async () => {
    const { user, requests, ask } = await openApproval();
    const dialog = await ask('Approve 2 versions …');
    await user.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(dialog.getByRole('textbox', { name: 'Your name' })).toHaveAccessibleDescription(
      /Say who approves/,
    );
    expect(commandsOf(requests)).toEqual([]);
  });

  it('is of one resource where the transition judges per resource', async () => {
    const { user, requests, ask, details } = await openApproval({}, { ...detail, perResource: true });
    await details.findByRole('button', { name: 'Approve s1 99 → 100 …' });
    const dialog = await ask('Approve search/indexer 0.9.12 → 0.9.13 …');
    expect(dialog.queryByText('s1 99 → 100')).not.toBeInTheDocument();
    await user.type(dialog.getByRole('textbox', { name: 'Your name' }), author);
    await user.click(dialog.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Approved for transition prod');
    const ids = [detail.pending[1]?.change];
    await expect(commandsOf(requests)[0]?.json()).resolves.toEqual({ changes: ids });
  });

  it('that comes too late shows what is pending now, and approves only that after a look at it', async () => {
    const newer: TransitionDetail = {
      ...detail,
      change: 'id of the newer',
      pending: [aPendingChange({ to: '101', changelog: 'Newer', change: 'other' })],
    };
    let current = detail;
    const refuse = () => {
      const isOld = current === detail;
      current = newer;
      return isOld
        ? problem(409, { title: 'Something else is pending now', detail: 'Nothing was approved.' })
        : answerOf(done, 201)(new Request('http://tribble.test'));
    };
    const { user, requests, ask } = await openApproval({
      '/approvals': refuse,
      '/api/transitions/prod': () => Promise.resolve(Response.json(current)),
    });
    const dialog = await ask('Approve 2 versions …');
    await user.type(dialog.getByRole('textbox', { name: 'Your name' }), author);
    await user.click(dialog.getByRole('button', { name: 'Approve' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('Nothing was approved.');
    expect(await dialog.findByText('s1 99 → 101')).toBeVisible();
    expect(dialog.getByText('s1 99 → 100')).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Review these instead' }));
    expect(dialog.queryByText('s1 99 → 100')).not.toBeInTheDocument();
    expect(dialog.queryByRole('alert')).not.toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Approved for transition prod');
    await expect(commandsOf(requests)[1]?.json()).resolves.toEqual({ changes: ['id of the newer'] });
  });
});
