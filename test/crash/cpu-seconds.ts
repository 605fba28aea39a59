import { readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

/** Processor time of this process and of the children it has seen the end of, where the machine tells (Linux). */
export function cpuSeconds(): { readonly own: number; readonly children: number } {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // Counted from behind the name, which may hold anything.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15);
    return { own: (user + system) / TICKS_A_SECOND, children: (childrenUser + childrenSystem) / TICKS_A_SECOND };
  } catch {
    return { own: 0, children: 0 };
  }
}
