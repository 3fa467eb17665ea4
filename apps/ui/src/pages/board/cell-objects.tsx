import type { Cell, HealedDrift, ObjectView } from '@tribble/api';
import { Text, Title } from '@mantine/core';
import { Since } from '../../components/since.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import './details.css';
import { reasonOf } from './explanation.ts';
import { FieldChanges } from './field-changes.tsx';
import { Message } from './message.tsx';
import { objectName } from './object-name.ts';

/** What is not well among the objects of a resource, and what was put right last. */
export function CellObjects({ cell: { objects = [], moreObjects, healed } }: { cell: Cell }) {
  return (
    <>
      {objects.length > 0 && (
        <section>
          <Title order={3} size="h5" mb="xs">
            Objects that are not Clean
          </Title>
          <ul className="object-list">
            {objects.map((object, index) => (
              <TroubledObject key={`${index} ${objectName(object)}`} object={object} />
            ))}
          </ul>
          {moreObjects !== undefined && (
            <Text size="sm" mt="xs" c="dimmed">
              and {moreObjects} more
            </Text>
          )}
        </section>
      )}
      {healed && <PutRight healed={healed} />}
    </>
  );
}

function TroubledObject({ object }: { object: ObjectView }) {
  const name = objectName(object);
  const reason = reasonOf(object);
  return (
    <li>
      <div className="object-head">
        <StatusMark status={object.status} />
        <span className="object-name">{name}</span>
      </div>
      {reason !== undefined && <p className="message">{reason}</p>}
      {object.message !== undefined && <Message text={object.message} about={name} />}
      {object.drift && <FieldChanges changes={object.drift} />}
    </li>
  );
}

function PutRight({ healed: { object, managers = [], changes, healedAt } }: { healed: HealedDrift }) {
  const who = managers.length === 0 ? '' : `, changed by ${managers.join(' and ')}`;
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        Last put right
      </Title>
      <p className="message">
        {healedAt !== undefined && (
          <>
            <Since time={healedAt} />
            {': '}
          </>
        )}
        {object}
        {who}
      </p>
      <FieldChanges changes={changes} />
    </section>
  );
}
