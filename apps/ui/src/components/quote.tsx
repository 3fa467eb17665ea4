import './quote.css';

/** Preformatted text of bounded height; it takes the keyboard, so that it can be scrolled without a pointer. */
export function Quote({ text, name }: { text: string; name: string }) {
  return (
    <pre className="quote" tabIndex={0} role="region" aria-label={name}>
      {text}
    </pre>
  );
}
