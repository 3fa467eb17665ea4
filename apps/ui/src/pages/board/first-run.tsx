import { Code, CopyButton, Button, List, Stack, Text, Title } from '@mantine/core';
import { useServices } from '../../live/services.ts';

/** What to do where there is no environment yet: the exact call with which CI registers the first version. */
export function FirstRun() {
  const call = registerCall(useServices().root);
  return (
    <Stack maw={720} gap="md" mt="lg">
      <Title order={2} size="h3">
        No environments yet
      </Title>
      <Text>The resource repository is read, and it has no environments. To see the first version here:</Text>
      <List type="ordered" spacing="xs">
        <List.Item>
          Say in <Code>deployers.yaml</Code> where each environment is deployed, and in{' '}
          <Code>transitions.yaml</Code> how versions move between them.
        </List.Item>
        <List.Item>Let CI register a version, or do it by hand:</List.Item>
      </List>
      <Code block>{call}</Code>
      <CopyButton value={call}>
        {({ copied, copy }) => (
          <Button onClick={copy} variant="default" size="xs" w="fit-content">
            {copied ? 'Copied' : 'Copy the call'}
          </Button>
        )}
      </CopyButton>
      <Text className="faint">
        This page shows it as soon as it is committed; there is no need to reload.
      </Text>
    </Stack>
  );
}

/** The call that registers version 1.0.0 of a resource `hello` with the aggregator at this address. */
function registerCall(root: string): string {
  return [
    `curl -X POST ${root}api/resources/hello/versions`,
    `-H 'Content-Type: application/json'`,
    `-H 'Tribble-Author: CI <ci@example.org>'`,
    `-d '{"version": "1.0.0", "changelog": "First version"}'`,
  ].join(' \\\n  ');
}
