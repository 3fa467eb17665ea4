import type { ValueMap } from '@tribble/resource-repo/format';

/**
 * A binding of `${prefix}std`: the evaluator's standard library with the version as the one external variable, and with what
 * the language's reference has and the evaluator has not. Values are part of the text, so that nothing else gets in.
 */
export function standardLibrary(prefix: string, version: ValueMap | null): string {
  return `${prefix}std = std {
    extVar(x)::
      if x == 'version' then ${JSON.stringify(version)}
      else error 'external variable is not defined: ' + x + ' (there is only "version")',
    native(name):: error 'native functions are not supported',
    trim(str):: std.stripChars(str, ' \\t\\n\\f\\r\\u0085\\u00A0'),
    log2(x):: std.log(x) / std.log(2),
    log10(x):: std.log(x) / std.log(10),
    flattenDeepArray(value)::
      if std.isArray(value) then [y for x in value for y in self.flattenDeepArray(x)] else [value],
    escapeStringXML(str)::
      local codes = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' };
      std.join('', [if std.objectHas(codes, c) then codes[c] else c for c in std.stringChars(str)]),
  },
  arakoo = error 'unknown variable: arakoo'`;
}
