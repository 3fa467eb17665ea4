import type { ForecastBlocked } from '@tribble/api';
import { Title } from '@mantine/core';
import { Since } from '../../components/since.tsx';
import { Way } from './way.tsx';

/** What still waits at the end of what can be foreseen, and why. */
export function BlockedList({ blocked }: { blocked: readonly ForecastBlocked[] }) {
  return (
    <section>
      <Title order={3} size="h5" mb={4}>
        Stays blocked
      </Title>
      <ul className="forecast-list">
        {blocked.map((each, index) => (
          <li key={`${index} ${each.transition}`}>
            <Way {...each} />
            <p className="forecast-text">
              {each.reason}
              {each.until !== undefined && (
                <span className="faint">
                  {' '}
                  (until <Since time={each.until} />)
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
