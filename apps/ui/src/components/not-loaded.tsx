import { Button, Text } from '@mantine/core';

interface NotLoadedProps {
  /** What could not be loaded, as the start of a sentence. */
  readonly what: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** A part of a page that could not be loaded, in one quiet line: the rest of the page is not affected. */
export function NotLoaded({ what, error, onRetry }: NotLoadedProps) {
  return (
    <Text size="sm" role="status" className="faint wrap-anywhere">
      {what} cannot be loaded: {error.message}{' '}
      <Button size="compact-xs" variant="subtle" onClick={onRetry}>
        Try again
      </Button>
    </Text>
  );
}
