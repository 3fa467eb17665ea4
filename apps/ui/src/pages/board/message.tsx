import { Quote } from '../../components/quote.tsx';
import { linesOf } from './explanation.ts';
import './details.css';

interface MessageProps {
  readonly text: string;
  /** What the message is about. */
  readonly about: string;
}

/** A message as it came. What follows its first line is the end of a log, or the output of a command. */
export function Message({ text, about }: MessageProps) {
  const { first, rest } = linesOf(text);
  return (
    <>
      <p className="message">{first}</p>
      {rest !== '' && <Quote text={rest} name={`Message of ${about}`} />}
    </>
  );
}
