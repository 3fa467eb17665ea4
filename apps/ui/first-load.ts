import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** In kB, compressed. */
const budget = 200;

/** Says how much JavaScript the first load takes, and fails the build that takes more than we allow ourselves. */
export function firstLoad(): Plugin {
  return {
    name: 'first-load',
    writeBundle(_, bundle) {
      const wanted = new Set<string>();
      const want = (name: string) => {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || wanted.has(name)) return;
        wanted.add(name);
        chunk.imports.forEach(want);
      };
      for (const [name, chunk] of Object.entries(bundle))
        if (chunk.type === 'chunk' && chunk.isEntry) want(name);
      const sizes = [...wanted].map((name) => {
        const chunk = bundle[name];
        return chunk?.type === 'chunk' ? gzipSync(chunk.code).length / 1000 : 0;
      });
      const total = sizes.reduce((sum, size) => sum + size, 0);
      const text = `first load: ${total.toFixed(1)} kB of JavaScript, gzip (at most ${budget})`;
      if (total > budget)
        this.error(`${text}. Load what opens on a click by import(), as the board's overlays are.`);
      this.info(text);
    },
  };
}
