import { Group, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { ProblemList } from '../../components/problem-list.tsx';
import { useKnownState } from '../../live/use-live-state.tsx';

/** Every fault in the files of the resource repository. */
export function Problems() {
  const { problems } = useKnownState();
  return (
    <Stack maw={880} gap="md">
      <Title order={2} size="h3">
        Problems
      </Title>
      {problems.length === 0 ? (
        <Group gap="xs" className="status-Clean">
          <IconCircleCheck size={18} aria-hidden />
          <Text>No problems: every file of the resource repository can be used.</Text>
        </Group>
      ) : (
        <>
          <Text className="faint">
            Faults in files of the resource repository. What they deployed before stays as it is until they
            are mended; other files are not affected.
          </Text>
          <ProblemList problems={problems} />
        </>
      )}
    </Stack>
  );
}
