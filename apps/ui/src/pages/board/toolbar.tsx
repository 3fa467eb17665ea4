import { Button, Chip, CloseButton, Group, Kbd, Text, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { type Filter, type Mark, marks } from './filter.ts';

interface ToolbarProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
  readonly counts: Readonly<Record<Mark, number>>;
  readonly shown: number;
  readonly total: number;
}

/** The search field (`/` takes you there) and the state filter. */
export function Toolbar({ filter, onChange, counts, shown, total }: ToolbarProps) {
  const search = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => search.current?.focus()]]);
  const isFiltered = filter.text !== '' || filter.marks.length > 0;
  return (
    <Group role="search" gap="sm" mb="sm" className="toolbar">
      <TextInput
        ref={search}
        type="search"
        aria-label="Search resources"
        aria-keyshortcuts="/"
        placeholder="Search resources"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          filter.text === '' ? (
            <Kbd aria-hidden>/</Kbd>
          ) : (
            <CloseButton
              size="sm"
              aria-label="Clear the search"
              onClick={() => onChange({ ...filter, text: '' })}
            />
          )
        }
        w={280}
      />
      <Chip.Group
        multiple
        value={[...filter.marks]}
        onChange={(wanted) => onChange({ ...filter, marks: marks.filter((mark) => wanted.includes(mark)) })}
      >
        <Group gap={6} role="group" aria-label="Show only resources that are">
          {marks.map((mark) => (
            <Chip key={mark} value={mark} size="xs" variant="outline">
              {mark} {counts[mark]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {isFiltered && (
        <Button size="compact-xs" variant="subtle" onClick={() => onChange({ text: '', marks: [] })}>
          Show all
        </Button>
      )}
      <Text size="sm" className="faint" ml="auto" role="status">
        {shown === total ? `${total} resources` : `${shown} of ${total} resources`}
      </Text>
    </Group>
  );
}
