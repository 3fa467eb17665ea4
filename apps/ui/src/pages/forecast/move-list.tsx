import type { ForecastMove } from '@tribble/api';
import { Title } from '@mantine/core';
import { Since } from '../../components/since.tsx';
import { movesByTime } from './moves.ts';
import { Way } from './way.tsx';

/** The moves under the time at which each would come. */
export function MoveList({ moves }: { moves: readonly ForecastMove[] }) {
  return movesByTime(moves).map((group) => (
    <section key={group.at}>
      <Title order={3} size="h5" mb={4}>
        <Since time={group.at} />
      </Title>
      <ul className="forecast-list">
        {group.moves.map((move) => (
          <li key={move.transition}>
            <Move move={move} />
          </li>
        ))}
      </ul>
    </section>
  ));
}

function Move({ move }: { move: ForecastMove }) {
  return (
    <>
      <Way {...move} />
      {move.cleanAt !== undefined && (
        <p className="forecast-text faint">
          Usually rolled out by <Since time={move.cleanAt} />
        </p>
      )}
      {move.assumes.length > 0 && (
        <p className="forecast-text">
          Provided that: <span>{move.assumes.join('; ')}</span>
        </p>
      )}
    </>
  );
}
