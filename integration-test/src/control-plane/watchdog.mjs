// Ends the processes of a control plane and removes its folder, also when the process that started them is killed: that
// process holds the other end of our standard input, and the end of input is its end.
//
//   node watchdog.mjs FOLDER     reads lines: `+PID` a process was started, `-PID` it has ended
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [folder] = process.argv.slice(2);
const running = new Set();
for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('+')) running.add(Number(line.slice(1)));
  else running.delete(Number(line.slice(1)));
}
signalAll('SIGTERM');
const end = Date.now() + 5000;
while (signalAll(0) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
signalAll('SIGKILL');
rmSync(folder, { recursive: true, force: true, maxRetries: 10 });

/** Whether any of the processes was still there. */
function signalAll(signal) {
  for (const pid of [...running]) {
    try {
      process.kill(pid, signal);
    } catch {
      running.delete(pid);
    }
  }
  return running.size > 0;
}
