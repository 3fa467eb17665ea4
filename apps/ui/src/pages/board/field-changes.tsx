import type { ChangedFields, FieldChange } from '@tribble/api';
import './details.css';

/** What somebody else changed: each field with its value and the one that git declares. */
export function FieldChanges({ changes: { fields, more } }: { changes: ChangedFields }) {
  return (
    <ul className="field-list">
      {fields.map((field) => (
        <li key={field.path}>
          <code className="field-path">{field.path}</code>
          <Change {...field} />
        </li>
      ))}
      {more !== undefined && <li className="faint">and {more} more</li>}
    </ul>
  );
}

function Change({ live, desired, manager }: FieldChange) {
  return (
    <span>
      {live === undefined ? <span className="faint">not there</span> : <code>{live}</code>}
      {' → '}
      {desired === undefined ? <span className="faint">removed</span> : <code>{desired}</code>}
      {manager !== undefined && <span className="faint"> (by {manager})</span>}
    </span>
  );
}
