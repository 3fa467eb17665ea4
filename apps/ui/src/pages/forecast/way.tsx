import type { VersionChange } from '@tribble/api';
import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { Few } from '../../components/few.tsx';
import { changeText } from '../../components/versions.ts';

interface WayProps {
  readonly transition: string;
  readonly source: string;
  readonly target: string;
  readonly changes: readonly VersionChange[];
}

/** Which transition moves, or would move, which versions; its details are on the board. */
export function Way({ transition, source, target, changes }: WayProps) {
  const search = new URLSearchParams({ environment: target });
  return (
    <>
      <div className="forecast-way">
        <Anchor component={Link} to={`/?${search}`} fw={600} size="sm">
          {transition}
        </Anchor>
        <span className="faint">
          {source} → {target}
        </span>
      </div>
      <Few
        items={changes}
        most={20}
        what="versions"
        className="forecast-changes"
        keyOf={({ resource }) => resource}
      >
        {changeText}
      </Few>
    </>
  );
}
