/** A form in which the client accepts the answer. */
export interface MediaType {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads an Accept header into its media types, in the client's order. */
export function parseAccept(header: string): MediaType[] {
  return header.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((item) => item.trim());
    return {
      type: type || '*/*',
      parameters: Object.fromEntries(
        parameters.map((parameter) => {
          const [key = '', value = ''] = parameter.split('=');
          return [key, value];
        }),
      ),
    };
  });
}

/** The views of objects that a client can ask for with `as=`. */
export type View = 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList';

/** What the answer looks like: plain objects, or one of the views. */
export interface Negotiated {
  readonly view: View | undefined;
}

const views: readonly string[] = ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'];
const isJson = ({ type }: MediaType) => ['application/json', '*/*', 'application/*'].includes(type);

/** The first form that the server can give; undefined when there is none. */
export function negotiate(header: string): Negotiated | undefined {
  for (const media of parseAccept(header)) {
    if (!isJson(media)) continue;
    const view = media.parameters['as'];
    if (view === undefined) return { view: undefined };
    if (media.parameters['g'] === 'meta.k8s.io' && media.parameters['v'] === 'v1' && isView(view))
      return { view };
  }
  return undefined;
}

function isView(text: string): text is View {
  return views.includes(text);
}
