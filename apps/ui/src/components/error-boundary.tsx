import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';

interface ErrorBoundaryState {
  readonly error?: Error;
}

/**
 * Shows what went wrong instead of an empty page. One cause is harmless: the aggregator was upgraded, and the part of the
 * page that is wanted now has another name; loading the page again cures it.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = {};

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Alert
        role="alert"
        color="red"
        title="This page cannot be shown"
        icon={<IconAlertTriangle aria-hidden />}
        maw={640}
      >
        <Text size="sm" mb="sm">
          {error.message}. If the system was upgraded a moment ago, loading the page again is all it takes.
        </Text>
        <Button size="xs" variant="default" onClick={() => location.reload()}>
          Load the page again
        </Button>
      </Alert>
    );
  }
}
