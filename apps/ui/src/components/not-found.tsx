import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';

/** For addresses that no page has. */
export function NotFound() {
  return (
    <Text>
      There is no such page.{' '}
      <Anchor component={Link} to="/">
        Go to the board
      </Anchor>
    </Text>
  );
}
