/** A quantity as the API writes it: decimal digits, an optional fraction, and a suffix or an exponent. */
const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;

const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The amount in billionths: nothing smaller than one billionth can be said. */
type Amount = { readonly nanos: bigint; readonly form: 'decimal' | 'binary' | 'exponent' };

const nano = 1_000_000_000n;
const powerOfTen = (exponent: number) => 10n ** BigInt(exponent);

/** Reads a quantity; undefined when the text is none. */
function parseQuantity(text: string): Amount | undefined {
  const [, sign = '', whole = '', fraction = '', suffix = ''] = pattern.exec(text) ?? [];
  const digits = whole + fraction;
  if (!digits) return undefined;
  const signed = BigInt(digits) * (sign === '-' ? -1n : 1n);
  const scaled = (numerator: bigint, exponent: number) =>
    exponent >= 0 ? numerator * powerOfTen(exponent) : roundedUp(numerator, powerOfTen(-exponent));
  const binary = binarySuffixes.indexOf(suffix);
  if (binary > 0) {
    const nanos = scaled(signed * nano * 1024n ** BigInt(binary), -fraction.length);
    return { nanos, form: 'binary' };
  }
  const decimal = decimalSuffixes.indexOf(suffix);
  if (decimal >= 0) return { nanos: scaled(signed, decimal * 3 - fraction.length), form: 'decimal' };
  return { nanos: scaled(signed, Number(suffix.slice(1)) + 9 - fraction.length), form: 'exponent' };
}

/** What is smaller than one billionth counts as one, away from zero. */
function roundedUp(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  if (numerator % denominator === 0n) return quotient;
  return quotient + (numerator < 0n ? -1n : 1n);
}

/** The amount of a quantity in billionths; undefined when the text is no quantity. */
export function quantityAmount(text: string): bigint | undefined {
  return parseQuantity(text)?.nanos;
}

/**
 * The one form in which the API writes a quantity: no fraction, the largest suffix that needs none (`1000m` is `1`, `1024Mi` is
 * `1Gi`, `1.5` is `1500m`). Text that is no quantity is given back as it is.
 */
export function canonicalQuantity(text: string): string {
  const amount = parseQuantity(text);
  if (!amount) return text;
  const { nanos, form } = amount;
  if (nanos === 0n) return '0';
  // A binary quantity below 1024, or with a fraction of a byte, is written in decimal form.
  const isSmall = nanos > -1024n * nano && nanos < 1024n * nano;
  if (form === 'binary' && !isSmall && nanos % nano === 0n)
    return withSuffix(nanos / nano, 1024n, binarySuffixes);
  return form === 'exponent' ? withExponent(nanos) : withSuffix(nanos, 1000n, decimalSuffixes);
}

/** An amount in billionths as a quantity in decimal form. */
export function quantityText(nanos: bigint): string {
  return nanos === 0n ? '0' : withSuffix(nanos, 1000n, decimalSuffixes);
}

function withSuffix(value: bigint, step: bigint, suffixes: readonly string[]): string {
  let [rest, index] = [value, 0];
  while (index < suffixes.length - 1 && rest % step === 0n) {
    rest /= step;
    index += 1;
  }
  return `${rest}${suffixes[index] ?? ''}`;
}

function withExponent(nanos: bigint): string {
  let [rest, exponent] = [nanos, -9];
  while (rest % 1000n === 0n) {
    rest /= 1000n;
    exponent += 3;
  }
  return exponent === 0 ? String(rest) : `${rest}e${exponent}`;
}
