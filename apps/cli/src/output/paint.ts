/** Texts in colour, where that is wanted; else the texts as they are. */
export type Paint = Record<Colour, (text: string) => string>;

type Colour = keyof typeof codes;

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
} as const;

/** Colours as a terminal understands them, or none. */
export function paintIn(colours: boolean): Paint {
  const paint =
    (colour: Colour) =>
    (text: string): string => {
      const [start, end] = codes[colour];
      return colours && text !== '' ? `\u001b[${start}m${text}\u001b[${end}m` : text;
    };
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
  };
}
