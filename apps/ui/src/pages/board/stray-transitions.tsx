import type { State } from '@tribble/api';
import { Alert } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { ProblemList } from '../../components/problem-list.tsx';
import { transitionProblems } from '../../components/problem-place.ts';
import { strayTransitions } from './flow.ts';
import { briefText } from './transition-text.ts';

/** Transitions into no environment of the board, such as one whose target cannot be read: nothing else here tells them. */
export function StrayTransitions({ state }: { state: State }) {
  return strayTransitions(state).map(({ name, status }) => {
    const problems = transitionProblems(state.problems, name);
    return (
      <Alert
        key={name}
        role="status"
        color="red"
        title={`Transition ${name}`}
        icon={<IconFileAlert aria-hidden />}
        className="board-notice"
        py="xs"
        mb="sm"
      >
        {briefText(status, problems)}
        {problems.length > 0 && <ProblemList problems={problems} />}
      </Alert>
    );
  });
}
