import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PartProps {
  readonly title: string;
  /** Without any of it there is no part. */
  readonly count: number;
  readonly children: ReactNode;
}

/** A part of what is known of a transition, under its heading. */
export function Part({ title, count, children }: PartProps) {
  if (count === 0) return null;
  return (
    <div>
      <Title order={4} size="h6" mt="sm" mb={4}>
        {title}
      </Title>
      {children}
    </div>
  );
}
