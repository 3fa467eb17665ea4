import type { Problem } from '@tribble/api';
import { IconBulb, IconFileAlert } from '@tabler/icons-react';
import { position } from './problem-place.ts';
import './problem-list.css';

/** Faults in files of the resource repository: where, what, and what to do. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className="problem-list">
      {problems.map((problem, index) => (
        <li key={`${index} ${position(problem)}`} className="problem">
          <IconFileAlert size={18} aria-hidden className="status-Failed" />
          <div>
            <code className="problem-position">{position(problem)}</code>
            <p className="problem-message">{problem.message}</p>
            {problem.hint !== undefined && (
              <p className="problem-hint">
                <IconBulb size={14} aria-hidden /> {problem.hint}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
